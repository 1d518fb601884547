using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>How generated code asks for an instruction set. The JIT knows the answers, so the choice costs nothing at run time.</summary>
internal static class TargetCheck
{
    /// <summary>
    /// Not Vector512.IsHardwareAccelerated: it is false on servers that lower their clock for 512-bit code and still run it faster.
    /// </summary>
    public static string Condition(Target target) => target.Name switch
    {
        "avx512" => "Avx512F.IsSupported",
        "avx2" => "Fma.IsSupported",
        _ => "true",
    };

    /// <summary>The head of a chain of choices; the last target needs no question.</summary>
    public static string Prefix(EquatableArray<Target> targets, int index)
    {
        string start = index == 0 ? "" : "else ";
        return index == targets.Count - 1 ? start : $"{start}if ({Condition(targets[index])}) ";
    }
}
