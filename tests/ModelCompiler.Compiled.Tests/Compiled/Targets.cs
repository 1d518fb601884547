using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>The instruction sets that kernels are emitted for.</summary>
internal static class Targets
{
    public static IReadOnlyList<string> All { get; } = ["avx512", "avx2", "vector128"];

    /// <summary>The target itself where this machine has it; otherwise with the next narrower ones, to which the compiled model falls back.</summary>
    public static string Runnable(string target) => target switch
    {
        "avx512" when !Avx512F.IsSupported => "avx512;" + Runnable("avx2"),
        "avx2" when !Fma.IsSupported => "avx2;vector128",
        _ => target,
    };
}
