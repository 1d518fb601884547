using ModelCompiler.Generators.Comprehensions;
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
