using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Grouping;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.Rewrites;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>
/// All passes between the definition of a network and the choice of its loops, in the order in which they run. A training step runs <see cref="Training"/> and a prediction <see cref="Prediction"/>; both then
/// take the passes of each order of execution: <see cref="CSharp"/>, <see cref="OpenCLProcessors"/>, <see cref="GraphicsCards"/>, which share a prefix.
/// </summary>
internal static class Passes
{
    /// <summary>Rewrites of forward statements. They stand before the gradient is derived, so that it is the gradient of the faster form.</summary>
    public static readonly IReadOnlyList<Pass<TensorProgram>> Prediction =
    [
        new("winograd", (program, context) => WinogradSelection.Select(program, context.Convolution, context.Machine)),
    ];

    /// <summary>Those of a prediction, the backward pass, and what only a step with both can do.</summary>
    public static readonly IReadOnlyList<Pass<TensorProgram>> Training =
    [
        .. Prediction,
        new("differentiate", (program, _) => Differentiator.Differentiate(program)) { After = ["winograd"] },
        new("rematerialize", (program, _) => Rematerialization.Run(program)) { After = ["differentiate"] },
        new("sum-in-two-steps", (program, context) => TwoStepSums.Run(program, context.Machine)) { After = ["differentiate"] },
    ];

    /// <summary>
    /// From one kernel for each statement to the kernels of one layer each. Rewrites of contractions carry an epilogue along, so epilogues are fused first; packing lays out the weights of whatever
    /// contractions there are by then; what is derived from weights alone moves to a phase of its own when all of it is known.
    /// </summary>
    private static readonly IReadOnlyList<Pass<KernelGraph>> Kernels =
    [
        // Penalties need weights alone: first of all they split no group.
        OverKernels("penalties-first", (kernels, _, _) => [.. kernels.OrderBy(k => k.UsesBatch || k.Phase != Phase.Loss ? 1 : 0)]),
        OverKernels("place-concatenations", (kernels, graph, _) => ConcatenationPlacement.Run(kernels, graph.Program)),
        OverKernels("fuse-epilogues", (kernels, graph, context) => EpilogueFusion.Run(kernels, graph.Program, context.Machine), "place-concatenations"),
        OverKernels("split-k", (kernels, _, context) => SplitK.Run(kernels, context.Machine), "fuse-epilogues"),
        OverKernels("kn2row", (kernels, _, context) => Kn2Row.Run(kernels, context.Machine), "fuse-epilogues"),
        OverKernels("transpose-weight-gradients", (kernels, _, _) => TransposedWeightGradient.Run(kernels), "fuse-epilogues"),
        OverKernels("pack-weights", (kernels, _, context) => WeightPacking.Run(kernels, context.Machine), "split-k", "kn2row", "transpose-weight-gradients"),
        OverKernels("weights-phase", (kernels, _, _) => WeightsPhase.Run(kernels), "pack-weights"),
        OverKernels("heads-phase", (kernels, graph, _) => HeadPhase.Run(kernels, graph.Program), "weights-phase"),
    ];

    /// <summary>What all orders of execution share: those, and groups of small kernels that share the loop over samples. Groups need neighbours, so no kernel moves after it.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> Shared =
    [
        .. Kernels,
        OverKernels("share-samples", (kernels, graph, context) => SampleFusion.Run(kernels, acrossPhases: graph.Program.IsTraining, context.Machine), "heads-phase"),
    ];

    /// <summary>The order of a C# program: bands of rows go through several kernels while a cache holds them.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> CSharp =
    [
        .. Shared,
        new("tile-and-fuse", (graph, context) => TileAndFuse.Run(graph, context.Machine)) { After = ["share-samples"] },
    ];

    /// <summary>The order of OpenCL on processors: kernels one by one.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> OpenCLProcessors = Shared;

    /// <summary>The order of OpenCL on graphics cards: a transform and its reader run as one.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> GraphicsCards =
    [
        .. Shared,
        new("pair-transforms", (graph, _) => graph with { RunTogether = TransformPairs.Find(graph) }) { After = ["share-samples"] },
    ];

    /// <summary>The names of all passes, in the order of their first use.</summary>
    public static IEnumerable<string> Names => Training.Select(p => p.Name).Concat(CSharp.Concat(GraphicsCards).Select(p => p.Name)).Distinct();

    /// <summary>The passes of an order of execution behind those that all share.</summary>
    public static IReadOnlyList<Pass<KernelGraph>> BeyondShared(IReadOnlyList<Pass<KernelGraph>> order) => [.. order.Skip(Shared.Count)];

    private static Pass<KernelGraph> OverKernels(string name, Func<List<Kernel>, KernelGraph, PassContext, List<Kernel>> run, params string[] after) =>
        new(name, (graph, context) => graph with { Kernels = run([.. graph.Kernels], graph, context).ToEquatableArray() }) { After = after };
}
