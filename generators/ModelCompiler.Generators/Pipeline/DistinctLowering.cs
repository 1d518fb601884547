using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>Lowers each distinct kernel of a model once, for all its targets: those of predictions and of training
/// steps together.</summary>
internal sealed class DistinctLowering(CompilerOptions options, CancellationToken cancellation)
{
    private readonly Dictionary<string, Lowered> known = [];
    private readonly Dictionary<string, IReadOnlyList<LoopNest>?> oneSample = [];

    public IReadOnlyList<LoweredKernel> Lower(KernelGraph graph)
    {
        PreparedKernel[] kernels = [.. graph.Kernels.InParallel(cancellation)
            .Select(KernelLowering.Prepare)];
        AddNew(known, kernels, k =>
        {
            string whole = k.Whole;
            NestKey Key(Target target) => new(whole, target, options.Unroll, options.Proves);
            return new Lowered(whole, [.. options.Targets.Select(target => LoweredNests.Of(k, Key(target)))]);
        });
        bool alone = graph.Kernels.All(k => k.Phase != Comprehensions.Phase.Backward)
            && Decisions.Choose(graph.PredictsAlone, Branch.OneSamplePath, Branch.NoOneSamplePath);
        bool IsAlone(PreparedKernel k) => alone && k.Kernel.Phase == Phase.Forward;
        AddNew(oneSample, kernels.Where(IsAlone), k => LoweredNests.OfOneSample(k, options.Targets, options.Unroll));
        return [.. kernels.Select(k => new LoweredKernel(k.Kernel, k.Key, known[k.Key].Whole, In(k, known[k.Key].Nests),
            IsAlone(k) && oneSample[k.Key] is { } nests ? In(k, nests) : null))];
    }

    /// <summary>Kernels are lowered independently, and this is most of a cold generator's time.</summary>
    private void AddNew<T>(Dictionary<string, T> known, IEnumerable<PreparedKernel> kernels, Func<PreparedKernel, T> lower)
    {
        PreparedKernel[] added = [.. kernels.Where(k => !known.ContainsKey(k.Key)).GroupBy(k => k.Key).Select(g => g.First())];
        T[] lowered = [.. added.InParallel(cancellation).Select(lower)];
        for (int i = 0; i < added.Length; i++) known.Add(added[i].Key, lowered[i]);
    }

    /// <summary>A class: the JIT would compile PLINQ's methods once more for a tuple.</summary>
    private sealed record Lowered(string Whole, LoopNest[] Nests);

    /// <summary>The loop nests of a structure, under the name and with the memory of one kernel that has it.</summary>
    private static LoopNest[] In(PreparedKernel kernel, IReadOnlyList<LoopNest> nests) =>
        [
            .. nests.Select(
                nest => nest with
                {
                    Name = KernelNaming.NameOf(kernel.Kernel) + (nest.Items == ItemCount.OneSample ? "OneSample" : ""),
                    Buffers = kernel.Buffers,
                }),
        ];
}
