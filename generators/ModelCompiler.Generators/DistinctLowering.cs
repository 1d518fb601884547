using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators;

/// <summary>Lowers each distinct kernel of a model once, for all its targets: those of predictions and of training steps together.</summary>
internal sealed class DistinctLowering(CompilerOptions options)
{
    private readonly Dictionary<string, LoopNest[]> known = [];

    public IReadOnlyList<LoweredKernel> Lower(KernelGraph graph)
    {
        PreparedKernel[] kernels = [.. graph.Kernels.AsParallel().AsOrdered().Select(KernelLowering.Prepare)];
        PreparedKernel[] distinct = [.. kernels.Where(k => !known.ContainsKey(k.Key)).GroupBy(k => k.Key).Select(g => g.First())];
        // Kernels are lowered independently, and this is most of a cold generator's time.
        LoopNest[][] lowered = [.. distinct.AsParallel().AsOrdered().Select(k => options.Targets.Select(target => KernelLowering.Lower(k, KernelNaming.NameOf(k.Kernel), target, options.Unroll)).ToArray())];
        for (int i = 0; i < distinct.Length; i++) known.Add(distinct[i].Key, lowered[i]);
        return [.. kernels.Select(k => new LoweredKernel(k.Kernel, k.Key, [.. known[k.Key].Select(nest => nest with { Name = KernelNaming.NameOf(k.Kernel), Buffers = k.Buffers })]))];
    }
}
