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

    /// <summary>
    /// A line for each target that does something of its own. Where a target does what the next one does, the next one's question is
    /// enough: machines that have the wider instructions have the narrower ones.
    /// </summary>
    public static IEnumerable<string> Choices(EquatableArray<Target> targets, Func<int, string> line)
    {
        string[] lines = [.. Enumerable.Range(0, targets.Count).Select(line)];
        string start = "";
        for (int t = 0; t < lines.Length; t++)
        {
            bool last = t == lines.Length - 1;
            if (!last && lines[t] == lines[t + 1]) continue;
            yield return (last ? start : $"{start}if ({Condition(targets[t])}) ") + lines[t];
            start = "else ";
        }
    }
}
