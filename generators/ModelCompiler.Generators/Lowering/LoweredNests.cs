using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>All that a loop nest is a function of.</summary>
/// <param name="Whole">See <see cref="PreparedKernel.Whole"/>.</param>
/// <param name="Proves">Whether accesses are proven, and a schedule that cannot be is refused.</param>
internal sealed record NestKey(string Whole, Target Target, UnrollPreference Unroll, bool Proves);

/// <summary>
/// Loop nests that this process has lowered: after an edit of one attribute nearly all kernels of a network are what they were. They stand
/// here without a name and without memory, which are each kernel's own; nothing of a compilation is in them.
/// </summary>
internal static class LoweredNests
{
    private const long Capacity = 24 << 20;

    private static readonly Memo<NestKey, LoopNest> Nests = new(Capacity, (key, nest) => (2 * key.Whole.Length) + NestSize.Of(nest));

    private static readonly Memo<(string Whole, EquatableArray<Target> Targets, UnrollPreference Unroll), LoopNest[]?> OneSample =
        new(Capacity / 8, (key, nests) => (2 * key.Whole.Length) + (nests?.Sum(NestSize.Of) ?? 0));

    /// <summary>The loop nest of a kernel. The key is the kernel's own.</summary>
    public static LoopNest Of(PreparedKernel kernel, NestKey key) =>
        Nests.Of(key, k => Bare(KernelLowering.Lower(kernel, KernelNaming.NameOf(kernel.Kernel), k.Target, k.Unroll, k.Proves)));

    /// <summary>The same for exactly one sample, for every target; null where that needs no code of its own.</summary>
    public static IReadOnlyList<LoopNest>? OfOneSample(PreparedKernel kernel, EquatableArray<Target> targets, UnrollPreference unroll) =>
        OneSample.Of((kernel.Whole, targets, unroll),
            k => KernelLowering.LowerOneSample(kernel, KernelNaming.NameOf(kernel.Kernel), k.Targets, k.Unroll) is { } nests
                ? [.. nests.Select(Bare)]
                : null);

    /// <summary>For who measures.</summary>
    public static void Forget()
    {
        Nests.Clear();
        OneSample.Clear();
    }

    private static LoopNest Bare(LoopNest nest) => nest with { Name = "", Buffers = [] };
}
