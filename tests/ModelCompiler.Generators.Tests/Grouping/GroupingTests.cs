using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Generators.Tests.Grouping;

public class GroupingTests
{
    /// <summary>Too much for rows to share a kernel: only epilogues can join.</summary>
    private const int Wide = 5000;

    [Fact]
    public void Bias_and_activation_join_the_contraction() => Assert.Equal(
        ["dense_1[n, o] = relu((Σ i : input[n, i] · dense_1.kernel[i, o]) + dense_1.bias[o])"],
        Kernels(Stages.Defined("[Input(4)] [Dense(3, Activation = Activation.ReLU)]")));

    [Fact]
    public void A_map_joins_under_another_shape_too() => Assert.Equal(
        ["relu_1[n, y, x, o] = relu((Σ ky kx i : input[n, y + ky, x + kx, i] · conv2d_1.kernel[ky, kx, i, o]) + conv2d_1.bias[o])"],
        Kernels(Stages.Defined("[Input(4, 4, 1)] [Conv2D(2, 3)] [Flatten] [ReLU]")));

    [Fact]
    public void Bias_and_activation_join_a_convolution_in_groups() => Assert.Equal(
        ["conv2d_1[n, y, x, g, o] = relu((Σ ky kx i : input[n, y + ky, x + kx, g, i] · conv2d_1.kernel[ky, kx, i, g, o]) + conv2d_1.bias[3·g + o])"],
        Kernels(Stages.Defined("[Input(4, 4, 4)] [Conv2D(6, 3, Groups = 2, Activation = Activation.ReLU)]")));

    [Fact]
    public void A_normalization_by_moving_statistics_joins_the_contraction() => Assert.Equal(
        "relu_1[n, o] = relu((Σ i : input[n, i] · dense_1.kernel[i, o]) · batch_normalization_1.scale[o] + batch_normalization_1.shift[o])",
        Kernels(Stages.Defined("[Input(4)] [Dense(3, UseBias = false)] [BatchNormalization] [ReLU]")).Last());

    [Fact]
    public void The_two_sums_of_a_normalization_s_gradient_share_a_pass_over_memory()
    {
        var kernels = Stages.Fused(Stages.Differentiated("[Input(40, 40, 8)] [Conv2D(8, 1)] [BatchNormalization] [Conv2D(8, 1)] [Loss(Loss.MeanSquaredError)]")).Kernels;
        Assert.Single(kernels, k => k.Statements.Select(s => s.Output.Name).SequenceEqual(["batch_normalization_1.sample_mean", "batch_normalization_1.sample_variance"]));
        Assert.Single(kernels, k => k.Statements.Select(s => s.Output.Name).SequenceEqual(["batch_normalization_1.sample_sum", "batch_normalization_1.sample_product"]));
    }

    [Fact]
    public void The_mask_of_a_gradient_joins_what_makes_it()
    {
        string[] kernels = Kernels(Stages.Differentiated("[Input(4)] [Dense(900, Activation = Activation.ReLU, Name = \"a\")] [Dense(900, Name = \"b\")] [Loss(Loss.MeanSquaredError)]"));
        Assert.Contains("d a.biased[n, i] = (a[n, i] ≤ 0 ? 0 : (Σ o : d b[n, o] · b.kernel[i, o]))", kernels);
    }

    [Fact]
    public void A_value_with_two_readers_stays()
    {
        var a = new Tensor("a", Storage.Arena, Axis.BatchExtent, Wide);
        var program = Program(a, ["b", "c"]);
        Assert.Equal(3, Stages.Fused(program).Kernels.Count);
        var single = program with { Definitions = [.. program.Definitions.Take(2)], Output = program.Statements.ElementAt(1).Output };
        Assert.Single(Stages.Fused(single).Kernels);
    }

    [Fact]
    public void What_Predict_returns_stays()
    {
        var a = new Tensor("a", Storage.Arena, Axis.BatchExtent, Wide);
        var program = Program(a, ["b"]) with { Output = a };
        Assert.Equal(2, Stages.Fused(program).Kernels.Count);
    }

    [Fact]
    public void Small_neighbours_share_a_pass_over_the_samples()
    {
        var training = Stages.Fused(Stages.Differentiated("[Input(4)] [Dense(3, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]"));
        var loss = training.Kernels.Single(k => k.Phase == Phase.Loss);
        Assert.Equal(
            ["dense_1.max", "dense_1.sum", "dense_1", "dense_1.log_sum", "loss", "target.sum", "d dense_1.biased"],
            loss.Statements.Select(s => s.Output.Name));
        Assert.Equal("loss", loss.Layer);

        // Inference must be able to stop before the loss.
        var inference = Stages.Fused(Stages.Defined("[Input(4)] [Dense(3, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]"));
        Assert.Equal([Phase.Forward, Phase.Forward, Phase.Loss], inference.Kernels.Select(k => k.Phase));
    }

    [Fact]
    public void Large_statements_keep_kernels_of_their_own()
    {
        var graph = Stages.Fused(Stages.Defined("[Input(5000)] [Softmax] [Dense(1)]"));
        Assert.Equal(["softmax_1.max", "softmax_1.sum", "softmax_1"], graph.Kernels.Take(3).Select(k => k.Statements.Single().Output.Name));
    }

    [Fact]
    public void A_penalty_splits_no_group()
    {
        var graph = Stages.Fused(Stages.Differentiated("[Input(4)] [Dense(3, Activation = Activation.Softmax, L2 = 0.1)] [Loss(Loss.CategoricalCrossEntropy)]"));
        Assert.Equal("dense_1.kernel.penalty", graph.Kernels[0].Result.Name);
        Assert.Single(graph.Kernels, k => k.Statements.Count > 1);
    }

    [Fact]
    public void Taps_join_channels_that_fill_vectors_badly()
    {
        string[] kernels = Kernels(Stages.Defined("[Input(14, 14, 16)] [Conv2D(6, 5, Activation = Activation.Tanh)]"));
        Assert.Equal(
            [
                "conv2d_1.kernel.joined[ky, i, kx, o] = conv2d_1.kernel[ky, kx, i, o]",
                "conv2d_1.taps[n, y, u, l] = Σ ky i : input[n, y + ky, u, i] · conv2d_1.kernel.joined[ky, i, l]",
                "conv2d_1[n, y, x, o] = tanh((Σ kx : conv2d_1.taps[n, y, x + kx, kx, o]) + conv2d_1.bias[o])",
            ],
            kernels);
    }

    [Theory]
    [InlineData("[Input(14, 14, 16)] [Conv2D(16, 5)]")] // One full vector.
    [InlineData("[Input(14, 14, 1)] [Conv2D(6, 5)]")] // Five steps for each pair of place and tap: adding up would cost as much.
    [InlineData("[Input(14, 14, 16)] [Conv2D(6, 5, Strides = 2)]")] // Half of the products would be for nothing.
    [InlineData("[Input(6, 6, 4)] [Conv2D(2, 3)]")] // Too little to launch two more kernels for.
    public void Taps_stay_where_joining_them_does_not_pay(string layers) => Assert.DoesNotContain(Kernels(Stages.Defined(layers)), k => k.Contains(".taps", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Input(16, 16, 16)] [Conv2D(20, 5)]")] // Two vectors for each of 16 channels, or one for each of 20 filters.
    [InlineData("[Input(12, 13, 16)] [Conv2D(6, 5)]")]
    [InlineData("[Input(9, 9, 32)] [Conv2D(9, 1, Strides = 2)]")]
    public void A_gradient_is_summed_along_the_channels_that_fill_vectors(string layers)
    {
        string[] kernels = Kernels(Stages.Differentiated($"{layers} [Loss(Loss.MeanSquaredError)]"));
        Assert.Single(kernels, k => k.StartsWith("d conv2d_1.kernel.transposed[ky, kx, o, i] = Σ n y x : ", StringComparison.Ordinal));
        Assert.Single(kernels, k => k == "d conv2d_1.kernel[ky, kx, i, o] = d conv2d_1.kernel.transposed[ky, kx, o, i]");
    }

    [Theory]
    [InlineData("[Input(16, 16, 20)] [Conv2D(20, 5)]")] // The same either way.
    [InlineData("[Input(16, 16, 16)] [Conv2D(32, 5)]")] // Both full.
    [InlineData("[Input(16, 16, 1)] [Conv2D(6, 5)]")] // One channel.
    [InlineData("[Input(6, 6, 16)] [Conv2D(1, 3)]")] // One filter: its gradient is a dot product.
    [InlineData("[Input(320)] [Dense(10)]")] // Turning it would take longer than the sum.
    public void A_gradient_stays_where_turning_it_does_not_pay(string layers) =>
        Assert.DoesNotContain(Kernels(Stages.Differentiated($"{layers} [Loss(Loss.MeanSquaredError)]")),
            k => k.StartsWith("d ", StringComparison.Ordinal) && k.Contains(".kernel.transposed[", StringComparison.Ordinal));

    [Fact]
    public void Every_program_is_fused_soundly_and_computes_the_same_values()
    {
        foreach (string layers in Declarations.Varied.Concat(Declarations.Known.Select(k => k.Layers)))
        {
            var program = layers.Contains("[Loss", StringComparison.Ordinal) ? Stages.Differentiated(layers) : Stages.Defined(layers);
            var graph = Stages.Fused(program);
            Assert.Contains(program.Output.Root, graph.Statements.Select(s => s.Output.Root).Append(program.Input));
            foreach (var parameter in program.Parameters.Where(p => program.Loss is not null && p.Parameter.Declaration.Trainable))
                Assert.Single(graph.Statements, s => s.Output.Root == parameter.Gradient);
        }
    }

    [Fact]
    public void The_verifier_finds_a_read_before_its_write()
    {
        var graph = Stages.Fused(Stages.Defined("[Input(4)] [Dense(900, Name = \"a\")] [Dense(9, Name = \"b\")]"));
        var reversed = graph with { Kernels = [.. graph.Kernels.Reverse()] };
        Assert.Equal("'b' reads a[n, 900] before it is written.", Assert.Throws<InvalidOperationException>(() => KernelGraphVerifier.Verify(reversed)).Message);
    }

    private static string[] Kernels(TensorProgram program) => [.. Stages.Fused(program).Statements.Select(s => s.ToString())];

    /// <summary>a = Σ input, then maps of it.</summary>
    private static TensorProgram Program(Tensor a, string[] readers)
    {
        var input = new Tensor("input", Storage.Arena, Axis.BatchExtent, Wide, 3);
        Axis c = new("c", Wide), i = new("i", 3);
        var statements = new List<Comprehension> { Comprehension.Reduce("a", a, [Axis.Batch, c], [i], Reduction.Sum, Load.At(input, Axis.Batch, c, i)) };
        foreach (string name in readers)
            statements.Add(Comprehension.Map(name, new Tensor(name, Storage.Arena, Axis.BatchExtent, Wide), [Axis.Batch, c], Load.At(a, Axis.Batch, c) * 2f));
        return new TensorProgram("Net", input, statements[^1].Output, null, [],
            [.. statements.Select((s, at) => new Definition($"layer{at}", Phase.Forward, new GradientRule.None(), [s]))]);
    }
}
