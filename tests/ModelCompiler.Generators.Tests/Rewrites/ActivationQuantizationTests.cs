using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Rewrites;

/// <summary>Which contractions multiply bytes, where their zeros and borders are, and what calibration looks at.</summary>
public class ActivationQuantizationTests
{
    [Theory]
    [InlineData("[Input(32)] [Dense(511)]", 0)] // 16,352 multiply-adds.
    [InlineData("[Input(32)] [Dense(512)]", 1)]
    [InlineData("[Input(30)] [Dense(600)]", 0)] // No fours.
    [InlineData("[Input(4096)] [Dense(7)]", 0)]
    [InlineData("[Input(7, 3, 20)] [Flatten] [Dense(64)]", 1)]
    [InlineData("[Input(28, 28, 1)] [Conv2D(20, 5)] [Conv2D(40, 5)] [Flatten] [Dense(100)] [Dense(10)]", 2)]
    [InlineData("[Input(28, 28, 32)] [Conv2D(64, 3)]", 0)] // Winograd's.
    [InlineData("[Input(28, 28, 32)] [Conv2D(64, 3, Algorithm = Convolution.Direct)]", 1)]
    [InlineData("[Input(28, 28, 32)] [DepthwiseConv2D(3)] [Conv2D(64, 1)]", 1)]
    [InlineData("[Input(28, 28, 32)] [Conv2D(64, 5, Groups = 4)]", 0)]
    [InlineData("[Input(14, 14, 32)] [Conv2DTranspose(64, 3, Strides = 2)]", 0)]
    [InlineData("[Input(100, 32)] [Conv1D(64, 5)]", 1)]
    public void Contractions_of_channels_in_fours_and_enough_work(string layers, int quantized)
    {
        TensorProgram program = Prediction(layers);
        Comprehension[] products = [.. program.Statements.Where(s => s.IsDot)];
        Assert.Equal(quantized, products.Length);
        Assert.All(products, s => Assert.Equal([ElementType.UInt8x4, ElementType.Int8x4], s.Body.Loads().Select(l => l.Tensor.Element)));
        Assert.Equal(quantized, program.Parameters.Count(p => p.Parameter.Declaration is { IsRange: true, Trainable: false }));
        Assert.Equal(quantized > 0, Calibration(layers) is not null);
    }

    /// <summary>A border is a copy with a zero around it, unless nothing makes the input negative: then it is skipped, and what makes the input stores the bytes.</summary>
    [Theory]
    [InlineData("[ReLU]", true)]
    [InlineData("[ReLU6]", true)]
    [InlineData("[Sigmoid]", true)]
    [InlineData("[ReLU] [MaxPooling2D(3, Strides = 1, Padding = Padding.Same)]", true)]
    [InlineData("[ReLU] [AveragePooling2D(3, Strides = 1, Padding = Padding.Same)]", true)]
    [InlineData("[Softplus]", true)]
    [InlineData("[Tanh]", false)]
    [InlineData("[ReLU(NegativeSlope = 0.1)]", false)]
    [InlineData("[ELU]", false)]
    [InlineData("[Clip(-1, 1)]", false)]
    [InlineData("[BatchNormalization]", false)]
    public void Borders_have_the_zero_of_inputs_that_can_be_negative(string before, bool natural)
    {
        TensorProgram program = Prediction($"[Input(9, 8, 4)] {before} [Conv2D(24, 3, Pad = 1, Strides = 2)]");
        Comprehension product = program.Statements.Single(s => s.IsDot);
        Load input = product.Body.Loads().First();
        int[] expected = natural ? [Axis.BatchExtent, 9, 8, 1] : [Axis.BatchExtent, 11, 9, 1];
        Assert.Equal(expected, input.Tensor.Extents);
        Assert.Equal(natural, input.Indices.Zip(input.Tensor.Extents, (index, extent) => index.NeedsGuard(extent)).Any(needs => needs));
        Assert.Equal(natural, !program.Statements.Any(s => s.Output.Name.EndsWith(".zero", StringComparison.Ordinal)));
    }

    /// <summary>The bytes of a rectified map are stored by the kernel of the layer that makes it: no pass over the map more.</summary>
    [Fact]
    public void What_makes_an_input_stores_its_bytes()
    {
        TensorProgram program = Prediction(
            "[Input(28, 28, 1)] [Conv2D(20, 5, Activation = Activation.ReLU)] [Conv2D(40, 5, Activation = Activation.ReLU)] [Flatten] [Dense(100, Activation = Activation.ReLU)]");
        Comprehension[] forward = [.. program.Statements.Where(s => s.UsesBatch)];
        Assert.Equal(3, forward.Length);
        Assert.Equal([ElementType.UInt8, ElementType.UInt8, ElementType.Single], forward.Select(s => s.Output.Element));
    }

    /// <summary>Filters in blocks lie one after another, and what adds up their weights finds them there.</summary>
    [Fact]
    public void Bytes_are_packed_in_blocks()
    {
        TensorProgram program = Prediction("[Input(9, 9, 8)] [Conv2D(96, 3, Strides = 2)]");
        Comprehension product = program.Statements.Single(s => s.IsDot);
        Assert.Equal([3, 3, 3, 2, 32], product.Body.Loads().Last().Tensor.Extents);
        Assert.Equal([Axis.BatchExtent, 4, 4, 3, 32], product.Output.Extents);
        Assert.Equal(2, program.Statements.Count(s => s.Loads.Any(l => l.Tensor.Root == product.Body.Loads().Last().Tensor.Root)));
    }

    [Fact]
    public void Calibration_shows_the_inputs_of_what_is_quantized()
    {
        const string layers = "[Input(28, 28, 1)] [Conv2D(20, 5, Activation = Activation.ReLU)] [Conv2D(40, 5)] [Flatten] [Dense(100)] [Dense(10)] [Loss(Loss.MeanSquaredError)]";
        TensorProgram observed = Calibration(layers)!, program = Prediction(layers);
        Assert.Equal(["conv2d_2.input_range", "dense_1.input_range"], observed.Outputs.Select(o => o.Name));
        Assert.Equal(observed.Outputs.Select(o => o.Name), program.Parameters.Select(p => p.Parameter.Declaration).Where(d => d.IsRange).Select(d => d.Name));
        Assert.Equal([24 * 24 * 20, 20 * 20 * 40], observed.Outputs.Select(o => o.Value.Count));
        Assert.All(observed.Statements, s => Assert.Equal(ElementType.Single, s.Output.Element));
    }

    [Fact]
    public void A_training_step_is_as_it_is_without()
    {
        string Text(PrecisionKind precision) =>
            TensorProgramPrinter.Print(Programs.Training(Stages.Shaped("[Input(100)] [Dense(800)] [Loss(Loss.MeanSquaredError)]") with { Precision = precision }, Stages.Verified()));
        Assert.Equal(Text(PrecisionKind.Single), Text(PrecisionKind.Int8Activations));
    }

    private static TensorProgram Prediction(string layers) =>
        Programs.Prediction(Stages.Shaped(layers) with { Precision = PrecisionKind.Int8Activations }, Stages.Verified());

    private static TensorProgram? Calibration(string layers) =>
        Programs.Calibration(Stages.Shaped(layers) with { Precision = PrecisionKind.Int8Activations }, Stages.Verified());
}
