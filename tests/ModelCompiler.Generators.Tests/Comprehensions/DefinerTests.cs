using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Tests.Comprehensions;

/// <summary>What each operation computes, as the formula that everything later is made from.</summary>
public class DefinerTests
{
    [Theory]
    [InlineData("[Input(4)] [Dense(3, UseBias = false)]", "dense_1[n, o] = Σ i : input[n, i] · dense_1.kernel[i, o]")]
    [InlineData("[Input(4)] [ReLU] [Dense(1)]", "relu_1[n, c] = relu(input[n, c])")]
    [InlineData("[Input(9, 9, 2)] [Conv2D(4, 3, UseBias = false)]",
        "conv2d_1[n, y, x, o] = Σ ky kx i : input[n, y + ky, x + kx, i] · conv2d_1.kernel[ky, kx, i, o]")]
    [InlineData("[Input(9, 9, 2)] [Conv2D(4, 3, 5, Strides = 2, Dilation = 2, Pad = 3, UseBias = false)]",
        "conv2d_1[n, y, x, o] = Σ ky kx i : input[n, 2·y + 2·ky - 3, 2·x + 2·kx - 3, i] · conv2d_1.kernel[ky, kx, i, o]")]
    [InlineData("[Input(9, 9, 2)] [MaxPooling2D(3, Strides = 2)] [Flatten] [Dense(1)]",
        "max_pooling2d_1[n, y, x, c] = max ky kx : input[n, 2·y + ky, 2·x + kx, c]")]
    [InlineData("[Input(9, 9, 4)] [Conv2D(6, 3, Groups = 2, UseBias = false)]",
        "conv2d_1[n, y, x, g, o] = Σ ky kx i : input[n, y + ky, x + kx, g, i] · conv2d_1.kernel[ky, kx, i, g, o]")]
    [InlineData("[Input(9, 9, 4)] [DepthwiseConv2D(3, UseBias = false)]", "depthwise_conv2d_1[n, y, x, g] = Σ ky kx : input[n, y + ky, x + kx, g] · depthwise_conv2d_1.kernel[ky, kx, g]")]
    [InlineData("[Input(9, 9, 4)] [DepthwiseConv2D(3, DepthMultiplier = 2, UseBias = false)]",
        "depthwise_conv2d_1[n, y, x, g, o] = Σ ky kx : input[n, y + ky, x + kx, g] · depthwise_conv2d_1.kernel[ky, kx, g, o]")]
    [InlineData("[Input(9, 4)] [Conv1D(6, 3, Strides = 2, UseBias = false)]", "conv1d_1[n, x, o] = Σ kx i : input[n, 2·x + kx, i] · conv1d_1.kernel[kx, i, o]")]
    [InlineData("[Input(9, 4)] [GlobalMaxPooling1D] [Dense(1)]", "global_max_pooling1d_1[n, c] = max x : input[n, x, c]")]
    [InlineData("[Input(5, 6, 2)] [ZeroPadding2D(1, 2, 3, 4)] [Flatten] [Dense(1)]", "zero_padding2d_1[n, y, x, c] = input[n, y - 1, x - 3, c]")]
    [InlineData("[Input(4)] [Dropout(0.25)] [Dense(1)]", "dropout_1[n, c] = input[n, c] · keep(0.25)")]
    public void One_statement(string layers, string formula) =>
        Assert.Contains(formula, Stages.Defined(layers, training: true).Statements.Select(s => s.ToString()));

    [Theory]
    [InlineData("[Input(4)] [Dense(3)]", "dense_1.linear[n, o] = Σ i : input[n, i] · dense_1.kernel[i, o]", "dense_1[n, c] = dense_1.linear[n, c] + dense_1.bias[c]")]
    [InlineData("[Input(4, 4, 2)] [AveragePooling2D(2)] [Conv2D(1, 1, UseBias = false)]",
        "average_pooling2d_1.sum[n, y, x, c] = Σ ky kx : input[n, 2·y + ky, 2·x + kx, c]", "average_pooling2d_1[n, y, x, c] = average_pooling2d_1.sum[n, y, x, c] · 0.25")]
    [InlineData("[Input(4, 5, 2)] [GlobalAveragePooling2D] [Dense(1, UseBias = false)]",
        "global_average_pooling2d_1.sum[n, c] = Σ y x : input[n, y, x, c]", "global_average_pooling2d_1[n, c] = global_average_pooling2d_1.sum[n, c] · 0.05")]
    public void Two_statements(string layers, string first, string second) =>
        Assert.Equal([first, second], Stages.Defined(layers).Statements.Select(s => s.ToString()).Where(s => s == first || s == second));

    [Fact]
    public void A_normalization_by_its_batch_squares_differences_alone() => Assert.Equal(
        [
            "batch_normalization_1.sample_mean[n, c] = (Σ y x : input[n, y, x, c]) · 0.5",
            "batch_normalization_1.sample_variance[n, c] = (Σ y x : (input[n, y, x, c] - batch_normalization_1.sample_mean[n, c]) · (input[n, y, x, c] "
                + "- batch_normalization_1.sample_mean[n, c])) · 0.5",
            "batch_normalization_1.mean[c] = (Σ n : batch_normalization_1.sample_mean[n, c]) · 1/batch",
            "batch_normalization_1.variance[c] = (Σ n : (batch_normalization_1.sample_mean[n, c] - batch_normalization_1.mean[c]) · (batch_normalization_1.sample_mean[n, c] "
                + "- batch_normalization_1.mean[c]) + batch_normalization_1.sample_variance[n, c]) · 1/batch",
            "next batch_normalization_1.moving_mean[c] = batch_normalization_1.moving_mean[c] · 0.75 + batch_normalization_1.mean[c] · 0.25",
            "next batch_normalization_1.moving_variance[c] = batch_normalization_1.moving_variance[c] · 0.75 + batch_normalization_1.variance[c] · 0.25",
            "batch_normalization_1.inverse[c] = 1 / squareroot(batch_normalization_1.variance[c] + 0.5)",
            "batch_normalization_1.scale[c] = batch_normalization_1.gamma[c] · batch_normalization_1.inverse[c]",
            "batch_normalization_1[n, y, x, c] = (input[n, y, x, c] - batch_normalization_1.mean[c]) · batch_normalization_1.scale[c] + batch_normalization_1.beta[c]",
        ],
        Stages.Defined("[Input(1, 2, 3)] [BatchNormalization(Momentum = 0.75, Epsilon = 0.5)] [Conv2D(1, 1)]", training: true).Statements.Take(9).Select(s => s.ToString()));

    [Fact]
    public void Softmax_subtracts_the_greatest() => Assert.Equal(
        [
            "softmax_1.max[n] = max c : input[n, c]",
            "softmax_1.sum[n] = Σ c : exp(input[n, c] - softmax_1.max[n])",
            "softmax_1[n, c] = exp(input[n, c] - softmax_1.max[n]) / softmax_1.sum[n]",
        ],
        Stages.Defined("[Input(4)] [Softmax] [Dense(1)]").Statements.Take(3).Select(s => s.ToString()));

    /// <summary>A window that hangs over the edge averages the cells inside alone, as Keras does.</summary>
    [Fact]
    public void Averages_at_a_padded_edge_count_the_cells_inside()
    {
        var mean = Stages.Defined("[Input(3, 4, 1)] [AveragePooling2D(3, 2, Strides = 1, Padding = Padding.Same)] [Conv2D(1, 1)]").Statements.ElementAt(1);
        Assert.Equal("average_pooling2d_1[n, y, x, c] = average_pooling2d_1.sum[n, y, x, c] · average_pooling2d_1.inverse_y[y] · average_pooling2d_1.inverse_x[x]", mean.ToString());
        Assert.Equal([[1 / 2f, 1 / 3f, 1 / 2f], [1 / 2f, 1 / 2f, 1 / 2f, 1f]], mean.Loads.Skip(1).Select(l => l.Tensor.Values.ToArray()));
    }

    [Fact]
    public void What_changes_no_number_has_no_statement()
    {
        var program = Stages.Defined("[Input(4, 3)] [Flatten] [Dropout(0.5)] [Reshape(2, 6)] [Flatten] [Dense(1, UseBias = false)]");
        Assert.Single(program.Statements);
        Assert.Same(program.Input, program.Statements.Single().Loads.First().Tensor.Root);
        Assert.Equal("input[n, 12]", program.Statements.Single().Loads.First().Tensor.ToString());
    }

    [Theory]
    [InlineData("Dense(2)", "MeanSquaredError", "loss[n] = Σ c : (dense_1[n, c] - target[n, c]) · (dense_1[n, c] - target[n, c]) · target.weight[n, c] · 0.5")]
    [InlineData("Dense(2)", "MeanAbsoluteError", "loss[n] = Σ c : abs(dense_1[n, c] - target[n, c]) · target.weight[n, c] · 0.5")]
    [InlineData("Dense(1, Activation = Activation.Sigmoid)", "BinaryCrossEntropy",
        "loss[n] = Σ c : (max(dense_1.biased[n, c], 0) - dense_1.biased[n, c] · target[n, c] + log(1 + exp(-abs(dense_1.biased[n, c])))) · target.weight[n, c]")]
    public void Losses(string layer, string loss, string formula) =>
        Assert.Equal(formula, Stages.Defined($"[Input(4)] [{layer}] [Loss(Loss.{loss})]").Statements.Select(s => s.ToString()).Single(s => s.StartsWith("loss[n]", StringComparison.Ordinal)));

    [Fact]
    public void Every_declaration_gives_a_sound_program()
    {
        foreach (string layers in Declarations.Varied)
        {
            Stages.Defined(layers);
            Stages.Defined(layers, training: true);
        }
    }

    [Fact]
    public void The_verifier_names_the_statement_that_is_wrong()
    {
        var program = Stages.Defined("[Input(4)] [Dense(3)]");
        var reversed = program with { Definitions = [.. program.Definitions.Reverse()] };
        Assert.StartsWith(
            "'dense_1' reads dense_1.linear[n, 3] before it is written", Assert.Throws<InvalidOperationException>(() => TensorProgramVerifier.Verify(reversed)).Message, StringComparison.Ordinal);

        var statement = program.Statements.First();
        void Broken(Comprehension c, string message) => Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => TensorProgramVerifier.VerifyStatement(c)).Message);
        Broken(statement with { OutputAxes = [Axis.Batch, new Axis("o", 7)] }, "axes do not span");
        Broken(statement with { ReductionAxes = [] }, "uses an axis that is not there");
        Broken(statement with { ReductionAxes = [.. statement.ReductionAxes, new Axis("o", 2)] }, "stands twice");
        Broken(statement with { Body = new Accumulator() }, "belongs to the epilogue");
        Broken(statement with { Epilogue = statement.Body }, "output axes only");
    }
}
