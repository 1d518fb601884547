using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.Rewrites;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests;

/// <summary>Runs the first stages on layers as a user writes them, and the verifiers between.</summary>
internal static class Stages
{
    public static ModelSpec Bind(string layers) => ModelBinder.Bind(TestCompilation.Type(Source(layers), "Net"), default);

    public static ModelGraph Graph(string layers)
    {
        var graph = GraphBuilder.Build(Bind(layers));
        Assert.Empty(ModelGraphVerifier.Verify(graph));
        return graph;
    }

    public static ShapeResult Infer(string layers) => ShapeInferrer.Infer(Graph(layers));

    public static ShapedGraph Shaped(string layers)
    {
        var result = Infer(layers);
        Assert.True(result is ShapeResult.Success, $"{layers}\n{string.Join("\n", result.Faults)}");
        var graph = ((ShapeResult.Success)result).Graph;
        Assert.Empty(ShapedGraphVerifier.Verify(graph));
        return graph;
    }

    public static TensorProgram Defined(string layers, bool training = false) =>
        training ? Programs.Training(Shaped(layers), Verified(), upTo: Programs.Defined) : Programs.Prediction(Shaped(layers), Verified(), upTo: Programs.Defined);

    /// <summary>Forward and backward, convolutions as they are declared; the layers need a loss.</summary>
    public static TensorProgram Differentiated(string layers) => Programs.Training(Shaped(layers), Verified(ConvolutionAlgorithm.Direct), upTo: "differentiate");

    /// <summary>With Winograd's form of convolutions, and the backward pass where it is a training step's program; up to a pass, or to the rewrites of all statements.</summary>
    public static TensorProgram Rewritten(string layers, bool training, string? upTo = null) => Rewritten(Shaped(layers), training, upTo);

    /// <inheritdoc cref="Rewritten(string, bool, string?)"/>
    public static TensorProgram Rewritten(ShapedGraph graph, bool training, string? upTo = null) =>
        training ? Programs.Training(graph, Verified(), upTo ?? LastOf(Passes.Training)) : Programs.Prediction(graph, Verified(), upTo ?? LastOf(Passes.Prediction));

    /// <summary>As kernels, with the rewrites of all statements before, in the groups that all orders of execution share.</summary>
    public static KernelGraph Fused(TensorProgram program) => Programs.Kernels(PassRunner.Run(Passes.Statements, program, Verified()), Passes.Shared, Verified());

    /// <summary>The last pass before the rewrites of all statements.</summary>
    private static string LastOf(IReadOnlyList<Pass<TensorProgram>> passes) => passes.TakeWhile(p => p != Passes.Statements[0]).Last().Name;

    /// <summary>A context that verifies the program after each pass.</summary>
    public static PassContext Verified(ConvolutionAlgorithm convolution = ConvolutionAlgorithm.Auto) => new(Machine.Default, convolution, new PassVerifier());

    private static string Source(string layers) => $"using ModelCompiler; namespace Nets; [Model] {layers} public sealed partial class Net;";
}
