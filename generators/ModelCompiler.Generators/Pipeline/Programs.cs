using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>The two programs of a network, defined and taken through the passes. Tests take them as far as a pass's name.</summary>
internal static class Programs
{
    /// <summary>What observers call the program before any pass.</summary>
    public const string Defined = "define";

    /// <summary>What observers hear of, in the order of their first use.</summary>
    public static IEnumerable<string> Names => Passes.Names.Prepend(Defined);

    public static TensorProgram Prediction(ShapedGraph graph, PassContext context, string? upTo = null) =>
        Of(graph, training: false, Passes.Prediction, context, upTo);

    /// <summary>
    /// A prediction in single precision whose outputs are what a prediction quantizes, by the names of their ranges; null where nothing is.
    /// </summary>
    public static TensorProgram? Calibration(ShapedGraph graph, PassContext context)
    {
        if (graph.Precision != PrecisionKind.Int8Activations) return null;
        ShapedGraph single = graph with { Precision = PrecisionKind.Single, Loss = null, AuxiliaryLosses = [] };
        TensorProgram program = Of(single, training: false, Passes.Calibration, context, upTo: null);
        return program.Outputs.Count == 0 ? null : program;
    }

    /// <summary>Forward and backward; the network has a loss.</summary>
    public static TensorProgram Training(ShapedGraph graph, PassContext context, string? upTo = null) =>
        Of(graph, training: true, Passes.Training, context, upTo);

    /// <summary>A program as kernels, in an order of execution.</summary>
    public static KernelGraph Kernels(TensorProgram program, IReadOnlyList<Pass<KernelGraph>> order,
        PassContext context, string? upTo = null) =>
        PassRunner.Run(order, KernelGraph.Of(program, context.Machine), context, upTo);

    private static TensorProgram Of(ShapedGraph graph, bool training, IReadOnlyList<Pass<TensorProgram>> passes,
        PassContext context, string? upTo)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        TensorProgram program = Definer.Define(graph, training);
        context.Observer?.After(Defined, program);
        return upTo == Defined ? program : PassRunner.Run(passes, program, context, upTo);
    }
}
