using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Grouping;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.Rewrites;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>
/// All passes between the definition of a network and the choice of its loops, in the order in which they run. A training step runs
/// <see cref="Training"/> and a prediction <see cref="Prediction"/>, which rewrite statements; then each order of execution groups them:
/// <see cref="CSharp"/>, <see cref="OpenCLProcessors"/>, <see cref="GraphicsCards"/>, which share a prefix.
/// </summary>
internal static class Passes
{
    /// <summary>
    /// Rewrites of all statements, forward and backward. Those of contractions carry an epilogue along, so epilogues are fused first;
    /// packing lays out the weights of whatever contractions there are by then.
    /// </summary>
    public static readonly IReadOnlyList<Pass<TensorProgram>> Statements =
    [
        // Penalties need weights alone: first of all they split no group.
        new("penalties-first", (program, _) => program with
        {
            Definitions = program.Definitions.OrderBy(d => d.Phase == Phase.Loss && !d.UsesBatch ? 0 : 1).ToEquatableArray(),
        }),
        new("place-concatenations", (program, _) => ConcatenationPlacement.Run(program)),
        new("fuse-epilogues", (program, context) => EpilogueFusion.Run(program, context.Machine)) { After = ["place-concatenations"] },
        new("split-k", (program, context) => SplitK.Run(program, context.Machine)) { After = ["fuse-epilogues"] },
        new("kn2row", (program, context) => Kn2Row.Run(program, context.Machine)) { After = ["fuse-epilogues"] },
        new("transpose-weight-gradients",
            (program, context) => TransposedWeightGradient.Run(program, context.Machine)) { After = ["fuse-epilogues"] },
        new("split-batch",
            (program, context) => SplitBatch.Run(program, context.Machine)) { After = ["transpose-weight-gradients"] },
        new("pack-weights", (program, context) => WeightPacking.Run(program, context.Machine)) { After =
            ["split-k", "kn2row", "transpose-weight-gradients"] },
    ];

    /// <summary>
    /// Rewrites of a prediction. Winograd stands before the gradient is derived, so that it is the gradient of the faster form; narrowing
    /// is the last, since it changes how weights are kept and no longer which.
    /// </summary>
    public static readonly IReadOnlyList<Pass<TensorProgram>> Prediction =
    [
        new("winograd", (program, context) => WinogradSelection.Select(program, context.Convolution, context.Machine)),
        new("quantize-activations", (program, context) => ActivationQuantization.Run(program, context.Machine)) { After = ["winograd"] },
        .. Statements,
        new("pack-bytes",
            (program, context) => BytePacking.Run(program, context.Machine)) { After = ["quantize-activations", "fuse-epilogues"] },
        new("narrow-weights", (program, context) => WeightNarrowing.Run(program, context.Machine)) { After = ["pack-weights"] },
    ];

    /// <summary>Those of a calibration: a prediction in single precision that shows what will be quantized.</summary>
    public static readonly IReadOnlyList<Pass<TensorProgram>> Calibration =
    [
        Prediction[0],
        new("observe-ranges", (program, context) => ActivationQuantization.Observe(program, context.Machine)) { After = ["winograd"] },
        .. Statements,
    ];

    /// <summary>Those of a training step: also the backward pass, and what only a step with both can do.</summary>
    public static readonly IReadOnlyList<Pass<TensorProgram>> Training =
    [
        Prediction[0],
        new("differentiate", (program, _) => Differentiator.Differentiate(program)) { After = ["winograd"] },
        new("rematerialize", (program, _) => Rematerialization.Run(program)) { After = ["differentiate"] },
        new("sum-in-two-steps", (program, context) => TwoStepSums.Run(program, context.Machine)) { After = ["differentiate"] },
        .. Statements,
    ];

    /// <summary>
    /// What all orders of execution share, from one kernel for each statement on: what is derived from weights alone moves to a phase of
    /// its own, and small kernels share the loop over samples. Groups need neighbours, so no kernel moves after that.
    /// </summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> Shared =
    [
        OverKernels("weights-phase", (kernels, _, _) => WeightsPhase.Run(kernels)),
        OverKernels("heads-phase", (kernels, graph, _) => HeadPhase.Run(kernels, graph.Program), "weights-phase"),
        OverKernels("share-samples",
            (kernels, graph, context) => SampleFusion.Run(kernels, acrossPhases: graph.Program.IsTraining, context.Machine), "heads-phase"),
    ];

    /// <summary>The order of a C# program: bands of rows go through several kernels while a cache holds them.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> CSharp =
    [
        .. Shared,
        new("unscale-loss", (graph, _) => LossScaleRemoval.Run(graph)),
        new("tile-and-fuse", (graph, context) => TileAndFuse.Run(graph, context.Machine)) { After = ["share-samples"] },
    ];

    /// <summary>The order of OpenCL on processors: kernels one by one.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> OpenCLProcessors =
    [
        .. Shared,
        // The last that looks at how values are kept, and the first: no rewrite of statements depends on it.
        new("narrow-activations", (graph, _) => ActivationNarrowing.Run(graph)) { After = ["share-samples"] },
    ];

    /// <summary>The order of OpenCL on graphics cards: a transform and its reader run as one.</summary>
    public static readonly IReadOnlyList<Pass<KernelGraph>> GraphicsCards =
    [
        .. OpenCLProcessors,
        new("pair-transforms", (graph, _) => graph with { RunTogether = TransformPairs.Find(graph) }) { After = ["share-samples"] },
    ];

    /// <summary>The names of all passes, in the order of their first use.</summary>
    public static IEnumerable<string> Names =>
        Training.Concat(Prediction).Concat(Calibration).Select(p => p.Name)
        .Concat(CSharp.Concat(GraphicsCards).Select(p => p.Name)).Distinct();

    /// <summary>The passes of an order of execution behind those that all share.</summary>
    public static IReadOnlyList<Pass<KernelGraph>> BeyondShared(IReadOnlyList<Pass<KernelGraph>> order) => [.. order.Skip(Shared.Count)];

    private static Pass<KernelGraph> OverKernels(string name, Func<List<Kernel>, KernelGraph, PassContext, List<Kernel>> run,
        params string[] after) =>
        new(name, (graph, context) => graph with { Kernels = run([.. graph.Kernels], graph, context).ToEquatableArray() })
        {
            After = after,
        };
}
