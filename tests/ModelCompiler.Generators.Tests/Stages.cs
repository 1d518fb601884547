using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

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

    public static TensorProgram Defined(string layers, bool training = false)
    {
        var program = Definer.Define(Shaped(layers), training);
        TensorProgramVerifier.Verify(program);
        return program;
    }

    /// <summary>Forward and backward; the layers need a loss.</summary>
    public static TensorProgram Differentiated(string layers)
    {
        var program = Differentiator.Differentiate(Defined(layers, training: true));
        TensorProgramVerifier.Verify(program);
        return program;
    }

    public static KernelGraph Fused(TensorProgram program)
    {
        var kernels = Fuser.Fuse(program);
        KernelGraphVerifier.Verify(kernels);
        return kernels;
    }

    private static string Source(string layers) => $"using ModelCompiler; namespace Nets; [Model] {layers} public sealed partial class Net;";
}
