using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.ShapeInference;

public class ShapeInferrerTests
{
    private const string Mnist =
        """
        [Input(28, 28, 1)]
        [Conv2D(20, 5, Activation = Activation.ReLU)]
        [Conv2D(40, 5, Activation = Activation.ReLU)]
        [Flatten]
        [Dense(100, Activation = Activation.ReLU)]
        [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        """;

    private const string LeNet =
        """
        [Input(28, 28, 1)] [ZeroPadding2D(2)]
        [Conv2D(6, 5, Activation = Activation.Tanh)] [AveragePooling2D]
        [Conv2D(16, 5, Activation = Activation.Tanh)] [AveragePooling2D]
        [Flatten] [Dense(120)] [Dense(84)] [Dense(10)]
        """;

    [Fact]
    public void The_main_net()
    {
        var graph = Stages.Shaped(Mnist);
        Assert.Equal(1_621_670, graph.TrainableParameters);
        Assert.Equal(["24×24×20", "20×20×40", "16000", "100", "10"], graph.Facts.Select(f => f.Output.ToString()));
        Assert.Equal([520, 20_040, 0, 1_600_100, 1_010], graph.Facts.Select(f => f.Parameters));
        Assert.Equal([288_000, 8_000_000, 0, 1_600_000, 1_000], graph.Facts.Select(f => f.MultiplyAdds));
        Assert.Equal([46_080, 64_000, 64_000, 400, 40], graph.Facts.Select(f => f.ActivationBytes));
        Assert.Equal(["5, 5", "9, 9", "9, 9", "28, 28", "28, 28"], graph.Facts.Select(f => f.ReceptiveField.ToString()));
    }

    [Fact]
    public void LeNet_has_the_published_numbers()
    {
        var graph = Stages.Shaped(LeNet);
        Assert.Equal(61_706, graph.TrainableParameters);
        Assert.Equal(["32×32×1", "28×28×6", "14×14×6", "10×10×16", "5×5×16", "400", "120", "84", "10"], graph.Facts.Select(f => f.Output.ToString()));
        Assert.Equal(["1, 1", "5, 5", "6, 6", "14, 14", "16, 16"], graph.Facts.Take(5).Select(f => f.ReceptiveField.ToString()));
    }

    [Fact]
    public void Enlarged_maps_see_the_input_in_smaller_steps()
    {
        var graph = Stages.Shaped(
            "[Input(16, 16, 1)] [Conv2D(4, 3, Padding = Padding.Same)] [MaxPooling2D] [UpSampling2D] [Conv2D(4, 3)] [Conv2DTranspose(2, 4, Strides = 2, Padding = Padding.Same)]");
        Assert.Equal(["16×16×4", "8×8×4", "16×16×4", "14×14×4", "28×28×2"], graph.Facts.Select(f => f.Output.ToString()));
        Assert.Equal(["3, 3", "4, 4", "4, 4", "6, 6", "7, 7"], graph.Facts.Select(f => f.ReceptiveField.ToString()));
    }

    /// <summary>A sum of k products is k multiplications and k - 1 additions; a bias is one more.</summary>
    [Fact]
    public void Operations_are_counted_as_textbooks_count_them()
    {
        var graph = Stages.Shaped("[Input(10, 10, 1)] [FixedConv2D(1, 2, -1, 1)] [Conv2D(3, 3, Activation = Activation.ReLU)] [MaxPooling2D(2, Strides = 1)] [Flatten] [Dense(2, UseBias = false)]");
        Assert.Equal([90 * 3, 8 * 7 * 3 * (9 + 8 + 1 + 1), 7 * 6 * 3 * 4, 0, 2 * (126 + 125)], graph.Facts.Select(f => f.Operations));
    }

    [Fact]
    public void A_checked_graph_as_text() => Assert.Equal(
        """
        shaped graph Nets.Net
          %0 input: 5×5×1 = input 5×5×1
          %1 conv2d_1.linear: 3×3×2 = contract 2×2 stride 2×2 same to 2 with conv2d_1.kernel (GlorotUniform) (%0) pads 0+1, 0+1
          %2 conv2d_1: 3×3×2 = add conv2d_1.bias (Zeros) (%1)
          %3 global_average_pooling2d_1: 2 = average of all (%2)
          conv2d_1.kernel: 2×2×1×2, fans 4 and 8
          conv2d_1.bias: 2, fans 2 and 2
          10 trainable and 0 frozen parameters

        """,
        ShapedGraphPrinter.Print(Stages.Shaped("[Input(5, 5, 1)] [Conv2D(2, 2, Strides = 2, Padding = Padding.Same)] [GlobalAveragePooling2D]")).ReplaceLineEndings("\n"));

    [Fact]
    public void Frozen_layers_count_apart()
    {
        var graph = Stages.Shaped("[Input(4)] [Dense(3, Trainable = false)] [Dense(2)]");
        Assert.Equal((8, 15), (graph.TrainableParameters, graph.NonTrainableParameters));
        Assert.Equal([(0, 15), (8, 0)], graph.Facts.Select(f => (f.Parameters, f.NonTrainableParameters)));
        Assert.Empty(graph.Facts[0].ReceptiveField);
    }

    [Theory]
    [InlineData("[Input(7, 9, 2)] [ZeroPadding2D(1, 2, 3, 4)]", "10×16×2")]
    [InlineData("[Input(6, 4)] [Reshape(2, -1, 3)]", "2×4×3")]
    [InlineData("[Input(6, 4)] [Flatten]", "24")]
    [InlineData("[Input(7, 9, 2)] [MaxPooling2D(3, Strides = 2)]", "3×4×2")]
    [InlineData("[Input(7, 9, 2)] [AveragePooling2D(3, Strides = 2, Pad = 1)]", "4×5×2")]
    [InlineData("[Input(7, 9, 2)] [Conv2D(5, 3, 2, Dilation = 2)]", "3×7×5")]
    [InlineData("[Input(7, 9, 2)] [GlobalAveragePooling2D]", "2")]
    [InlineData("[Input(7)] [Dropout(0.5)] [Softmax]", "7")]
    public void Output_shapes(string layers, string output) => Assert.Equal(output, Stages.Shaped(layers).Output.ToString());

    [Fact]
    public void An_error_keeps_the_shapes_that_are_known()
    {
        var error = Assert.IsType<ShapeResult.Error>(Stages.Infer("[Input(9, 9, 1)] [Conv2D(2, 3)] [Dense(10)]"));
        Assert.Equal((new Shape(9, 9, 1), new Shape(10)), (error.Input, error.Output));

        error = Assert.IsType<ShapeResult.Error>(Stages.Infer("[Input(9, 9, 1)] [Conv2D(2, 3)] [Conv2D(2, 9)]"));
        Assert.Equal((new Shape(9, 9, 1), new Shape(7, 7, 2)), (error.Input, error.Output));

        error = Assert.IsType<ShapeResult.Error>(Stages.Infer("[ReLU]"));
        Assert.Equal((null, null), (error.Input, error.Output));
    }

    [Fact]
    public void What_does_not_compile_has_no_graph_even_without_faults()
    {
        var error = Assert.IsType<ShapeResult.Error>(Stages.Infer("[Input(9, 9, 1)] [Conv2D()]"));
        Assert.Empty(error.Faults);
    }

    [Fact]
    public void Equal_declarations_give_equal_results() => Assert.Equal(Stages.Infer(Mnist), Stages.Infer(Mnist));
}
