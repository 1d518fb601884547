using System.Globalization;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics.Review;
using ModelCompiler.Generators.Lowering;
using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics.Review;

/// <summary>Each remark where it is due, and none where a network only looks like it.</summary>
public class ReviewTests
{
    [Fact]
    public Task MC0401_a_bias_before_batch_normalization() => VerifyLayers(
        "[Input(8, 8, 3)] [{|MC0401:Conv2D(16, 3)|}] [BatchNormalization] [ReLU] [Flatten] [Dense(2)]",
        "'conv2d_1': 'batch_normalization_1' takes the mean of each channel away, and with it the 16 biases of this layer; write UseBias = false");

    [Theory]
    [InlineData("[{|MC0401:Conv2D(16, 3)|}] [MaxPooling2D] [BatchNormalization] [ReLU] [Flatten] [Dense(2)]")]
    [InlineData("[Conv2D(16, 3, {|MC0401:UseBias = true|})] [AveragePooling2D] [BatchNormalization] [ReLU] [Flatten] [Dense(2)]")]
    [InlineData("[{|MC0401:DepthwiseConv2D(3)|}] [Flatten] [BatchNormalization] [ReLU] [Dense(2)]")]
    [InlineData("[{|MC0401:SeparableConv2D(8, 3)|}] [BatchNormalization(Scale = false)] [ReLU] [Flatten] [Dense(2)]")]
    [InlineData("[Flatten] [{|MC0401:Dense(8)|}] [BatchNormalization] [ReLU] [Dense(2)]")]
    [InlineData("[{|MC0401:Conv2D(8, 3)|}] [GroupNormalization(-1)] [ReLU] [Flatten] [Dense(2)]")]
    public Task MC0401_of_every_layer_with_a_bias(string layers) => VerifyLayers("[Input(8, 8, 3)] " + layers);

    [Theory]
    [InlineData("[Conv2D(16, 3, UseBias = false)] [BatchNormalization] [ReLU]")]
    [InlineData("[Conv2D(16, 3, Activation = Activation.ReLU)] [BatchNormalization]")]
    [InlineData("[Conv2D(16, 3)] [LayerNormalization] [ReLU]")]
    [InlineData("[Conv2D(16, 3)] [GroupNormalization(4)] [ReLU]")]
    [InlineData("[Conv2D(16, 3)] [Dropout(0.5)] [ReLU] [BatchNormalization]")]
    [InlineData("[Conv2D(16, 3)] [BatchNormalization(Trainable = false)] [ReLU]")]
    [InlineData("[Conv2D(16, 3, Name = \"a\")] [BatchNormalization] [ReLU] [Add(\"a\")]")]
    [InlineData("[Conv2D(16, 3, Name = \"a\")] [BatchNormalization] [ReLU] [Output(\"a\")]")]
    [InlineData("[PositionBias] [BatchNormalization] [ReLU]")]
    [InlineData("[Conv2D(16, 3)] [ZeroPadding2D(1)] [BatchNormalization] [ReLU]")]
    public Task MC0401_is_not_said_of(string layers) => None("MC0401", $"[Input(8, 8, 3)] {layers} [Flatten] [Dense(2)]");

    [Theory]
    [InlineData("[Dense(8, Activation = Activation.ReLU)] [{|MC0402:Tanh|}] [Dense(2)]", "'tanh_1' is a Tanh of what 'dense_1' makes a ReLU of already; take one of the two away")]
    [InlineData("[Dense(8)] [ReLU] [{|MC0402:ReLU|}] [Dense(2)]", "'relu_2' is a ReLU of what 'relu_1' makes a ReLU of already; take one of the two away")]
    [InlineData("[Dense(8, Activation = Activation.ReLU)] [Dropout(0.5)] [{|MC0402:ReLU6|}] [Dense(2)]", "'relu6_1' is a ReLU6 of what 'dense_1' makes a ReLU of already; take one of the two away")]
    [InlineData("[Dense(8, {|MC0402:Activation = Activation.ReLU|})] [Softmax] [Loss(Loss.CategoricalCrossEntropy)]",
        "'softmax_1' is a softmax of what 'dense_1' makes a ReLU of already; take the one of 'dense_1' away")]
    [InlineData("[Dense(8)] [{|MC0402:PReLU|}] [Sigmoid] [Loss(Loss.BinaryCrossEntropy)]", "'sigmoid_1' is a Sigmoid of what 'prelu_1' makes a PReLU of already; take the one of 'prelu_1' away")]
    public Task MC0402_two_activations(string layers, string message) => VerifyLayers("[Input(4)] " + layers, message);

    [Theory]
    [InlineData("[Dense(8, Activation = Activation.ReLU)] [Clip(0, 5)] [Dense(2)]")]
    [InlineData("[Dense(8)] [ReLU(NegativeSlope = 0.1f, MaxValue = 6)] [Dense(2)]")]
    [InlineData("[Dense(8, Activation = Activation.ReLU, Name = \"a\")] [Sigmoid] [Multiply(\"a\")] [Dense(2)]")]
    [InlineData("[Dense(8, Activation = Activation.ReLU)] [BatchNormalization] [ReLU] [Dense(2)]")]
    public Task MC0402_is_not_said_of(string layers) => None("MC0402", "[Input(4)] " + layers);

    [Theory]
    [InlineData("[Input(4)] [{|MC0403:Dense(8)|}] [Dense(2)]")]
    [InlineData("[Input(8, 8, 3)] [{|MC0403:Conv2D(16, 3)|}] [{|MC0403:Conv2D(32, 3)|}] [Flatten] [Dense(2)]")]
    [InlineData("[Input(8, 8, 3)] [{|MC0403:Conv2D(16, 3, UseBias = false)|}] [BatchNormalization] [AveragePooling2D] [Flatten] [Dropout(0.5)] [Dense(2)]")]
    [InlineData("[Input(8, 8, 3)] [{|MC0403:Conv2DTranspose(16, 3)|}] [GlobalAveragePooling2D] [Dense(2)]")]
    [InlineData("[Input(9, 3)] [{|MC0403:Conv1D(16, 3)|}] [GlobalAveragePooling1D] [Dense(2)]")]
    public Task MC0403_nothing_curved_between(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0403_is_said_once_of_a_block() => Verify(
        "[Block] [{|MC0403:Dense(8)|}] [Dense(8, Activation = Activation.ReLU)] public class Body; [Model] [Input(4)] [Use<Body>(Repeat = 3)] [Dense(2)] public partial class Net;",
        "between 'body_1/dense_1' and 'body_1/dense_2' nothing is curved, so both together can only be what one layer is; write Activation = Activation.ReLU, or Activation.Linear where that is meant "
            + "(used by [Use<Body>(Repeat = 3)] of 'Net')");

    [Theory]
    [InlineData("[Input(4)] [Dense(8, Activation = Activation.Linear)] [Dense(2)]")]
    [InlineData("[Input(4)] [Dense(8)] [ReLU] [Dense(2)]")]
    [InlineData("[Input(64)] [Dense(8)] [Dense(64)]")]
    [InlineData("[Input(4)] [Dense(8, Trainable = false)] [Dense(2)]")]
    [InlineData("[Input(4)] [Dense(8)] [LayerNormalization] [Dense(2)]")]
    [InlineData("[Input(4)] [Dense(8, Name = \"a\")] [Tanh] [Add(\"a\")] [Dense(2)]")]
    [InlineData("[Input(8, 8, 3)] [DepthwiseConv2D(3)] [Conv2D(8, 1, Activation = Activation.ReLU)] [GlobalAveragePooling2D] [Dense(2)]")]
    [InlineData("[Input(8, 8, 3)] [SeparableConv2D(8, 3, Activation = Activation.ReLU)] [GlobalAveragePooling2D] [Dense(2)]")]
    [InlineData("[Input(8, 8, 3)] [Conv2D(8, 3)] [MaxPooling2D] [Conv2D(8, 3, Activation = Activation.ReLU)] [GlobalAveragePooling2D] [Dense(2)]")]
    public Task MC0403_is_not_said_of(string layers) => None("MC0403", layers);

    [Theory]
    [InlineData("[{|MC0404:Dropout(0.5)|}] [BatchNormalization]", "'dropout_1' makes variances greater in training than in predictions, and 'batch_normalization_1' keeps those of training; "
        + "put the dropout behind the normalization and its activation, or leave it out")]
    [InlineData("[{|MC0404:SpatialDropout2D(0.5)|}] [Flatten] [BatchNormalization] [Reshape(8, 8, 3)]", "'spatial_dropout2d_1' makes variances greater in training than in predictions, "
        + "and 'batch_normalization_1' keeps those of training; put the dropout behind the normalization and its activation, or leave it out")]
    public Task MC0404_dropout_before_batch_normalization(string layers, string message) => VerifyLayers($"[Input(8, 8, 3)] {layers} [Flatten] [Dense(2)]", message);

    [Theory]
    [InlineData("[Dropout(0)] [BatchNormalization]")]
    [InlineData("[Dropout(0.5)] [LayerNormalization]")]
    [InlineData("[Dropout(0.5)] [BatchNormalization(Trainable = false)]")]
    [InlineData("[BatchNormalization] [Dropout(0.5)]")]
    [InlineData("[Dropout(0.5)] [Conv2D(4, 3)] [BatchNormalization]")]
    public Task MC0404_is_not_said_of(string layers) => None("MC0404", $"[Input(8, 8, 3)] {layers} [Flatten] [Dense(2)]");

    [Fact]
    public Task MC0405_sigmoids_of_classes() => VerifyLayers(
        "[Input(4)] [Dense(10, Activation = Activation.Sigmoid)] [Loss({|MC0405:Loss.BinaryCrossEntropy|})]",
        "'dense_1' gives 10 probabilities that know nothing of each other; where just one of them is right for a sample, use Activation.Softmax and Loss.CategoricalCrossEntropy");

    [Theory]
    [InlineData("[Dense(1, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossEntropy)]")]
    [InlineData("[Dense(2, Activation = Activation.ReLU)] [Dense(4, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossEntropy)]")]
    [InlineData("[Dense(6, Activation = Activation.Sigmoid)] [Reshape(2, 3)] [Loss(Loss.MeanSquaredError)]")]
    [InlineData("[Dense(3, Activation = Activation.Sigmoid)] [Loss(Loss.Dice)]")]
    public Task MC0405_is_not_said_of(string layers) => None("MC0405", "[Input(4)] " + layers);

    [Theory]
    [InlineData("MeanSquaredError")]
    [InlineData("MeanAbsoluteError")]
    [InlineData("Huber")]
    [InlineData("LogCosh")]
    public Task MC0406_a_distance_of_a_softmax(string loss) => VerifyLayers(
        $"[Input(4)] [Dense(3, Activation = Activation.Softmax)] [Loss({{|MC0406:Loss.{loss}|}})]",
        $"Loss.{loss} of the softmax 'dense_1' has next to no gradient where the network is sure and wrong; use Loss.CategoricalCrossEntropy");

    [Theory]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] [Loss(Loss.KLDivergence)]")]
    [InlineData("[Dense(3)] [Loss(Loss.MeanSquaredError)]")]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] [Dense(3)] [Loss(Loss.MeanSquaredError)]")]
    public Task MC0406_is_not_said_of(string layers) => None("MC0406", "[Input(4)] " + layers);

    [Theory]
    [InlineData("[Dense(8, {|MC0407:KernelInitializer = Initializer.HeNormal|}, Activation = Activation.Tanh)]",
        "'dense_1': Initializer.HeNormal keeps variances for other functions than a Tanh; use Initializer.GlorotNormal")]
    [InlineData("[Dense(8, {|MC0407:KernelInitializer = Initializer.HeUniform|})] [Sigmoid]",
        "'dense_1': Initializer.HeUniform keeps variances for other functions than a Sigmoid; use Initializer.GlorotUniform")]
    [InlineData("[Dense(8, {|MC0407:KernelInitializer = Initializer.GlorotUniform|}, Activation = Activation.ReLU)]",
        "'dense_1': Initializer.GlorotUniform keeps variances for other functions than a ReLU; use Initializer.HeUniform")]
    [InlineData("[Dense(8, {|MC0407:KernelInitializer = Initializer.GlorotNormal|}, Activation = Activation.ReLU6)]",
        "'dense_1': Initializer.GlorotNormal keeps variances for other functions than a ReLU6; use Initializer.HeNormal")]
    public Task MC0407_the_initializer_of_another_function(string layers, string message) => VerifyLayers($"[Input(4)] {layers} [Dense(2)]", message);

    [Theory]
    [InlineData("[Dense(8, Activation = Activation.ReLU)]")]
    [InlineData("[Dense(8, KernelInitializer = Initializer.HeNormal, Activation = Activation.ReLU)]")]
    [InlineData("[Dense(8, KernelInitializer = Initializer.GlorotNormal, Activation = Activation.Tanh)]")]
    [InlineData("[Dense(8, KernelInitializer = Initializer.HeNormal, UseBias = false)] [BatchNormalization] [Tanh]")]
    [InlineData("[Dense(8, KernelInitializer = Initializer.Orthogonal, Activation = Activation.ReLU)]")]
    [InlineData("[Dense(8, KernelInitializer = Initializer.HeNormal, Activation = Activation.Softmax)]")]
    public Task MC0407_is_not_said_of(string layers) => None("MC0407", $"[Input(4)] {layers} [Dense(2)]");

    [Fact]
    public Task MC0408_a_dense_layer_has_nearly_all() => VerifyLayers(
        "[Input(28, 28, 1)] [Conv2D(32, 3, Activation = Activation.ReLU)] [Flatten] [{|MC0408:Dense(128, Activation = Activation.ReLU)|}] [Dense(10)]",
        "'dense_1' has 2,768,896 of the model's 2,770,634 parameters (99%), some for each cell of the 26×26×32 map; [GlobalAveragePooling2D] in place of [Flatten] "
            + "leaves 4,096, and pooling before it leaves fewer, too");

    [Theory]
    [InlineData("[Input(28, 28, 1)] [Flatten] [Dense(1000, Activation = Activation.ReLU)] [Dense(10)]")]
    [InlineData("[Input(28, 28, 1)] [Conv2D(8, 3, Activation = Activation.ReLU)] [Flatten] [Dense(10)]")]
    [InlineData("[Input(28, 28, 1)] [Conv2D(800, 28, Activation = Activation.ReLU)] [Flatten] [Dense(9000)]")]
    public Task MC0408_is_not_said_of(string layers) => None("MC0408", layers);

    [Theory]
    [InlineData("[Input(4, 4, 3)] [Conv2D(8, {|MC0409:7|}, Padding = Padding.Same, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(2)]",
        "'conv2d_1': a kernel that reaches over 7×7 cells sees more than the 4×4 that there are, and zeros for the rest; a kernel of 4×4 sees all, or pool less before it")]
    [InlineData("[Input(9, 4, 3)] [DepthwiseConv2D(3, {|MC0409:3|}, Padding = Padding.Same, Dilation = 2, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(2)]",
        "'depthwise_conv2d_1': a kernel that reaches over 5×5 cells sees more than the 9×4 that there are, and zeros for the rest; a kernel of 3×2 sees all, or pool less before it")]
    [InlineData("[Input(4, 3)] [Conv1D(8, {|MC0409:5|}, Pad = 1, Activation = Activation.ReLU)] [Flatten] [Dense(2)]",
        "'conv1d_1': a kernel that reaches over 5 cells sees more than the 4 that there are, and zeros for the rest; a kernel of 4 sees all, or pool less before it")]
    public Task MC0409_a_kernel_larger_than_its_map(string layers, string message) => VerifyLayers(layers, message);

    [Fact]
    public async Task MC0409_is_said_of_a_block_only_if_it_is_so_in_all_uses()
    {
        const string block = "[Block] [Conv2D(4, 3, Padding = Padding.Same, Activation = Activation.ReLU)] [MaxPooling2D] class Body; ";
        Assert.DoesNotContain("MC0409", await Said(block + "[Model] [Input(8, 8, 3)] [Use<Body>(Repeat = 3)] [Flatten] [Dense(2)] partial class Net;"));
        Assert.Contains("MC0409", await Said(block + "[Model] [Input(2, 2, 3)] [Use<Body>] [Flatten] [Dense(2)] partial class Net;"));
    }

    [Fact]
    public Task MC0410_a_small_receptive_field() => VerifyLayers(
        "[Input(64, 64, 3)] [Conv2D(16, 5, Activation = Activation.ReLU)] [Conv2D(32, 5, Activation = Activation.ReLU)] [{|MC0410:GlobalAveragePooling2D|}] [Dense(2)]",
        "'global_average_pooling2d_1' pools values that see 9×9 of the 64×64 cells of the input, and nothing behind it sees how they lie; use strides, pooling, dilation or more layers before it");

    [Theory]
    [InlineData("[Input(32, 32, 3)] [Conv2D(16, 5, Activation = Activation.ReLU)] [Conv2D(32, 5, Activation = Activation.ReLU)] [GlobalAveragePooling2D] [Dense(2)]")]
    [InlineData("[Input(64, 64, 3)] [Conv2D(16, 5, Activation = Activation.ReLU)] [Flatten] [Dense(2)]")]
    [InlineData(
        "[Input(64, 64, 3)] [Conv2D(16, 5, Strides = 4, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(32, 5, Activation = Activation.ReLU)] [GlobalAveragePooling2D] [Dense(2)]")]
    [InlineData("[Input(64, 64, 3)] [GlobalAveragePooling2D] [Dense(2)]")]
    [InlineData("[Input(64, 64, 3)] [Conv2D(4, 3, Name = \"a\")] [GlobalAveragePooling2D(KeepDims = true)] [Multiply(\"a\")] [Conv2D(2, 1)]")]
    [InlineData("[Input(64, 64, 3)] [Conv2D(16, 5, Padding = Padding.Same)]")]
    public Task MC0410_is_not_said_of(string layers) => None("MC0410", layers);

    [Theory]
    [InlineData("[Conv2D({|MC0411:17|}, 3, Activation = Activation.ReLU)]", "'conv2d_1': 17 filters take 3 vectors of 8 numbers, as 24 would; 16 take less time, and 24 no more")]
    [InlineData("[Conv2D({|MC0411:10|}, 3, Activation = Activation.ReLU)]", "'conv2d_1': 10 filters take 2 vectors of 8 numbers, as 16 would; 8 take less time, and 16 no more")]
    public Task MC0411_empty_lanes(string layers, string message) => VerifyLayers($"[Input(16, 16, 3)] {layers} [GlobalMaxPooling2D] [Dense(2)]", message);

    [Theory]
    [InlineData("[Conv2D(20, 3, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(2)]")]
    [InlineData("[Conv2D(6, 3, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(2)]")]
    [InlineData("[Conv2D(63, 3, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(2)]")]
    [InlineData("[Conv2D(17, 3)] [GlobalMaxPooling2D]")]
    [InlineData("[Conv2D(16, 3, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(17, Activation = Activation.ReLU)] [Dense(2)]")]
    public Task MC0411_is_not_said_of(string layers) => None("MC0411", "[Input(16, 16, 3)] " + layers);

    /// <summary>The advice, against the vectors that layers get.</summary>
    [Fact]
    public void MC0411_is_true_with_AVX2_and_with_AVX512()
    {
        int[] wasting = [.. Enumerable.Range(1, 300).Where(EmptyLanes.Wastes)];
        Assert.Contains(17, wasting);
        foreach (Target target in new[] { Target.Avx512, Target.Avx2 })
        {
            int Vectors(int channels) => LaneSplit.Cover(channels, target.Lanes, overlap: true).Count;
            Assert.All(wasting, channels =>
            {
                int fewer = (channels - 1) / 8 * 8;
                Assert.True(Vectors(fewer) < Vectors(channels) && Vectors(fewer + 8) <= Vectors(channels), $"{channels} with {target.Name}");
            });
        }
    }

    [Fact]
    public Task MC0412_clipping_from_0_to_6() =>
        VerifyLayers("[Input(4)] [Dense(8)] [{|MC0412:Clip(0, 6)|}] [Dense(2)]", "'clip_1' clips from 0 to 6, which is what [ReLU6] and Activation.ReLU6 do; write that name");

    [Theory]
    [InlineData("[Clip(0, 5)]")]
    [InlineData("[Clip(-6, 6)]")]
    [InlineData("[ReLU6]")]
    [InlineData("[ReLU(MaxValue = 6)]")]
    public Task MC0412_is_not_said_of(string layers) => None("MC0412", $"[Input(4)] [Dense(8)] {layers} [Dense(2)]");

    [Theory]
    [InlineData("BFloat16", "[Input(4)] [Dense(8)]", "BFloat16", "128")]
    [InlineData("Int8", "[Input(100)] [Dense(79)]", "Int8", "31,600")]
    [InlineData("Int8", "[Input(4)] [ReLU]", "Int8", "0")]
    public async Task MC0413_a_precision_that_changes_nothing(string precision, string layers, string named, string largest)
    {
        var said = await TestCompilation.Analyze(TestCompilation.Create($"using ModelCompiler; [Model(Precision = Precision.{precision})] {layers} partial class Net;"));
        Diagnostic remark = Assert.Single(said, d => d.Id == "MC0413");
        Assert.Equal($"Precision = Precision.{precision}", remark.Location.SourceTree!.ToString().Substring(remark.Location.SourceSpan.Start, remark.Location.SourceSpan.Length));
        Assert.Equal(
            $"'Precision.{named}' is of kernels of 32,000 bytes and more, and the largest kernel here has {largest}: a core's first-level cache holds it, and nothing is kept in fewer bits; "
                + "take the precision away",
            remark.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Model] [Input(4)] [Dense(8)] partial class Net;")]
    [InlineData("[Model(Precision = Precision.Single)] [Input(4)] [Dense(8)] partial class Net;")]
    [InlineData("[Model(Precision = Precision.Int8)] [Input(100)] [Dense(80)] partial class Net;")]
    public async Task MC0413_is_not_said_of(string model) => Assert.DoesNotContain(await Said(model), id => id == "MC0413");

    [Theory]
    [InlineData("[Input(30)] [Dense(600)]")] // Channels of no fours.
    [InlineData("[Input(4096)] [Dense(7)]")] // Few filters.
    [InlineData("[Input(32)] [Dense(511)]")] // 16,352 multiply-adds.
    [InlineData("[Input(16, 16, 32)] [DepthwiseConv2D(3)]")]
    [InlineData("[Input(16, 16, 32)] [Conv2D(32, 3, Groups = 2)]")]
    public async Task MC0414_quantized_activations_that_no_layer_multiplies(string layers)
    {
        var said = await TestCompilation.Analyze(TestCompilation.Create($"using ModelCompiler; [Model(Precision = Precision.Int8Activations)] {layers} partial class Net;"));
        Diagnostic remark = Assert.Single(said, d => d.Id.StartsWith("MC041", StringComparison.Ordinal) && d.Id != "MC0411");
        Assert.Equal(
            "'Precision.Int8Activations' is of convolutions and dense layers whose input channels are a multiple of 4, with 8 filters and 16,384 multiply-adds a sample and more, and no layer here is "
                + "one; take the precision away, or write Precision.Int8",
            remark.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Input(32)] [Dense(512)]")]
    [InlineData("[Input(2048)] [Dense(8)]")]
    [InlineData("[Input(16, 16, 4)] [Conv2D(8, 3)]")]
    [InlineData("[Input(7, 7, 3)] [Conv2D(4, 3)] [Conv2D(64, 3)]")]
    public async Task MC0414_is_not_said_of(string layers) =>
        Assert.DoesNotContain(await Said($"[Model(Precision = Precision.Int8Activations)] {layers} partial class Net;"), id => id is "MC0413" or "MC0414");

    [Fact]
    public async Task A_network_with_an_error_is_not_reviewed() =>
        Assert.DoesNotContain(await Said("[Model] [Input(4)] [Dense(8)] [Dense(2)] [Conv2D(4, 3)] partial class Net;"), id => id.StartsWith("MC04", StringComparison.Ordinal));

    /// <summary>As <c>.editorconfig</c> does it.</summary>
    [Theory]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    public async Task Severities_are_the_projects_choice(ReportDiagnostic chosen, DiagnosticSeverity severity)
    {
        const string source = "using ModelCompiler; [Block] [Dense(8)] [Dense(8)] class Body; [Model] [Input(4)] [Dense(8)] [BatchNormalization] [ReLU] [Use<Body>] partial class Net;";
        var compilation = TestCompilation.Create(source);
        var configured = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("MC0401", chosen), new("MC0403", chosen)]));
        Assert.Equal([("MC0403", severity), ("MC0401", severity)], (await TestCompilation.Analyze(configured)).Where(d => d.Id is "MC0401" or "MC0403").Select(d => (d.Id, d.Severity)));
        Assert.Empty(GeneratorRun.Of(source).After.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden));

        var off = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("MC0401", ReportDiagnostic.Suppress), new("MC0403", ReportDiagnostic.Suppress)]));
        Assert.Empty((await TestCompilation.Analyze(off)).Where(d => d.Id.StartsWith("MC04", StringComparison.Ordinal)));
    }

    private static async Task None(string id, string layers) =>
        Assert.DoesNotContain(
            await TestCompilation.Analyze(TestCompilation.Create($"using ModelCompiler; [Model] {layers} partial class Net;")), d => d.Id == id || d.Severity > DiagnosticSeverity.Info);

    private static async Task<IEnumerable<string>> Said(string source) =>
        (await TestCompilation.Analyze(TestCompilation.Create("using ModelCompiler; " + source))).Select(d => d.GetMessage(CultureInfo.InvariantCulture).Length > 0 ? d.Id : "");
}
