using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Generators.Tests.Grouping;

/// <summary>Values that are used several times or lie inside others cost no pass of their own.</summary>
public class GraphGroupingTests
{
    private const string Residual =
        """
        [Input(32, 32, 8)] [Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
        [Conv2D(8, 3, Padding = Padding.Same)] [Add("conv2d_1", Activation = Activation.ReLU)] [Conv2D(8, 3)]
        """;

    private const string Branches =
        """
        [Input(32, 32, 3)] [Conv2D(8, 1)] [Conv2D(10, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
        [Conv2D(6, 1, Activation = Activation.ReLU, From = "conv2d_1")] [Concatenate("conv2d_2")] [Conv2D(4, 1)]
        """;

    [Fact]
    public void A_residual_sum_and_its_activation_join_the_convolution()
    {
        string[] kernels = Print(Stages.Defined(Residual));
        Assert.Equal(4, kernels.Length);
        Assert.EndsWith("+ conv2d_3.bias[o] + conv2d_1[n, y, x, o])", kernels[2]);
        Assert.StartsWith("add_1[n, y, x, o] = relu((Σ ky kx i : conv2d_2", kernels[2]);
    }

    [Fact]
    public void Gradients_of_a_value_that_is_used_twice_are_added_where_one_of_them_is_made()
    {
        string[] kernels = Print(Stages.Differentiated(Residual + "[Loss(Loss.MeanSquaredError)]"));
        Assert.DoesNotContain(kernels, k => k.StartsWith("d conv2d_1.sum", StringComparison.Ordinal));
        Assert.Single(kernels,
            k => k.StartsWith("d conv2d_1.biased[n, ", StringComparison.Ordinal) && k.Contains("conv2d_2.kernel", StringComparison.Ordinal) && k.Contains("d add_1.joined", StringComparison.Ordinal));
    }

    [Fact]
    public void Branches_write_into_their_concatenation()
    {
        var fused = Stages.Fused(Stages.Defined(Branches));
        Assert.Equal(4, fused.Kernels.Count);
        Tensor[] parts = [.. fused.Statements.Skip(1).Take(2).Select(s => s.Output).OrderBy(t => t.Offset)];
        Assert.Equal([(0, 6), (6, 10)], parts.Select(p => (p.Offset, p.Columns)));
        Assert.All(parts, p => Assert.Equal((16, parts[0].Root), (p.Stride(2), p.Root)));
    }

    [Fact]
    public void Gradients_of_branches_are_read_from_the_concatenations_gradient()
    {
        var fused = Stages.Fused(Stages.Differentiated(Branches + "[Loss(Loss.MeanSquaredError)]"));
        Assert.DoesNotContain(fused.Statements, s => s.Reduction == Reduction.None && s.Body is Load { Tensor.IsSlice: true } && s.Epilogue is Accumulator);
        Assert.Contains(fused.Statements, s => s.Loads.Any(l => l.Tensor is { IsSlice: true, Offset: 6 } && l.Tensor.Name.StartsWith("d ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_named_outputs_alone_need_runs_after_the_rest()
    {
        var fused = Stages.Fused(Stages.Defined(
            """
            [Input(32, 32, 3)] [Conv2D(8, 3, Activation = Activation.ReLU)] [Conv2D(32, 3)] [GlobalAveragePooling2D] [Dense(2, Name = "side")] [Conv2D(4, 1, From = "conv2d_1")] [ReLU]
            [Output("side")] [Output("conv2d_3")]
            """));
        Kernel[] kernels = [.. fused.Kernels.Where(k => k.Phase != Phase.Packing)];
        Assert.Equal([Phase.Forward, Phase.Forward, Phase.Forward, Phase.Head, Phase.Head, Phase.Head], kernels.Select(k => k.Phase));
        // Named, so the activation behind it is a kernel of its own.
        Assert.Equal(["conv2d_1", "conv2d_3", "relu_1", "conv2d_2", "global_average_pooling2d_1", "side"], kernels.Select(k => k.Result.Name));
    }

    [Theory]
    [InlineData("the network's input", "[Input(5000)] [Dense(4)] [Concatenate(\"input\")] [Dense(2)]", 1)]
    [InlineData(
        "a value in two concatenations", "[Input(9)] [Dense(5000, Name = \"a\")] [Dense(3)] [Concatenate(\"a\", Name = \"b\")] [Dense(3)] [Concatenate(\"a\")] [Concatenate(\"b\")] [Dense(2)]", 1)]
    [InlineData("the same value twice", "[Input(9)] [Dense(5000, Name = \"a\")] [Concatenate(\"a\")] [Dense(2)]", 1)]
    [InlineData("nothing", "[Input(9)] [Dense(5000, Name = \"a\")] [Dense(5000)] [Concatenate(\"a\", Name = \"b\")] [Dense(9)] [Concatenate(\"b\")] [Dense(2)]", 0)]
    public void Only_what_cannot_lie_in_place_is_copied(string what, string layers, int copies) =>
        Assert.True(copies == Stages.Fused(Stages.Defined(layers)).Statements.Count(s => s.Reduction == Reduction.None && s.Body is Load && s.Epilogue is Accumulator), what);

    private static string[] Print(TensorProgram program) => [.. Stages.Fused(program).Statements.Select(s => s.ToString())];
}
