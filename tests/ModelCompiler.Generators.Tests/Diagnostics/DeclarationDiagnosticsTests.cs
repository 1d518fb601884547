using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics;

public class DeclarationDiagnosticsTests
{
    private const string Sound = "[Model, Input(4), Dense(2)]";

    [Fact]
    public Task A_sound_model_has_no_diagnostics() => Verify($"{Sound} public partial class Net;");

    [Fact]
    public Task MC0001_class_not_partial() => Verify(
        $"{Sound} public class {{|MC0001:Net|}};",
        "'Net' is a model but not partial; write 'partial class Net', so that its members can be generated");

    [Fact]
    public Task MC0002_each_type_around_it_must_be_partial() => Verify(
        $"class {{|MC0002:Outer|}} {{ struct {{|MC0002:Middle|}} {{ partial class Inner {{ {Sound} public partial class Net; }} }} }}",
        "'Outer' contains the model 'Net' but is not partial; write 'partial class Outer', so that the model's members can be generated",
        "'Middle' contains the model 'Net' but is not partial; write 'partial struct Middle', so that the model's members can be generated");

    [Theory]
    [InlineData("public partial class {|MC0003:Net|}<T>;", "generic")]
    [InlineData("public static partial class {|MC0003:Net|};", "static")]
    [InlineData("public abstract partial class {|MC0003:Net|};", "abstract")]
    [InlineData("public partial record {|MC0003:Net|};", "a record")]
    [InlineData("file partial class {|MC0003:Net|};", "local to its file")]
    [InlineData("public partial class {|MC0003:Net|}(int size) { public int Size => size; }", "primary constructor")]
    public async Task MC0003_unsupported_class(string declaration, string reason)
    {
        await Verify($"{Sound} {declaration}");
        var diagnostics = await TestCompilation.Analyze(TestCompilation.Create($"using ModelCompiler; {Sound} {MarkedSource.Parse(declaration).Text}"));
        Assert.Contains(diagnostics, d => d.GetMessage().Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public Task MC0003_generic_type_around_it() => Verify($"partial class Outer<T> {{ {Sound} public partial class {{|MC0003:Net|}}; }}");

    [Fact]
    public Task MC0004_no_input() => Verify("[Model, Flatten, Dense(2)] public partial class {|MC0004:Net|};");

    [Fact]
    public Task MC0005_input_not_first() => VerifyLayers(
        "[Dense(2)] [{|MC0005:Input(4)|}] [Dense(2)]",
        "[Input] stands after 'Dense'; layers run in the order in which they are written, so move [Input] before the first of them");

    [Fact]
    public Task MC0006_second_input() => VerifyLayers("[Input(4)] [Dense(2)] [{|MC0006:Input(3)|}]");

    [Fact]
    public Task MC0007_layers_on_two_partial_declarations() => Verify(
        "[Model, Input(28, 28, 1), Dense(10)] public partial class Net; [{|MC0007:Flatten|}, Dense(2)] public partial class Net;",
        "'Net' carries layers on 2 partial declarations, whose order is not defined; move [Flatten] to the declaration with [Input]");

    [Fact]
    public Task Layers_on_another_declaration_than_Model_are_fine() => Verify("[Model] public partial class Net; [Input(4), Dense(2)] public partial class Net;");

    [Theory]
    [InlineData("[Model] public partial class {|MC0008:Net|};")]
    [InlineData("[Model, Input(3)] public partial class {|MC0008:Net|};")]
    [InlineData("[Model, Input(3), Loss(Loss.Huber)] public partial class {|MC0008:Net|};")]
    public Task MC0008_no_layers(string source) => Verify(source);

    [Fact]
    public Task MC0009_unknown_layer() => Verify(
        "[Model, Input(4), {|MC0009:Mystery|}, Dense(2)] public partial class Net; public sealed class MysteryAttribute : LayerAttribute;");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a.b\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"a\\nb\"")]
    public Task MC0010_invalid_name(string name) => VerifyLayers($"[Input(4), Dense(2, {{|MC0010:Name = {name}|}})]");

    [Fact]
    public Task MC0011_duplicate_name() => VerifyLayers(
        "[Input(4), Dense(2, Name = \"a\"), Dense(2, {|MC0011:Name = \"a\"|})]",
        "two layers are named 'a', layer 1 ([Dense]) and layer 2 ([Dense]); parameters are found by the layer's name, so give one another Name");

    [Fact]
    public Task MC0011_given_name_that_a_later_layer_would_get() => VerifyLayers("[Input(4), Dense(2, {|MC0011:Name = \"dense_2\"|}), Dense(2)]");

    [Fact]
    public Task MC0011_the_inputs_name_is_taken() => VerifyLayers("[Input(4), Dense(2, {|MC0011:Name = \"input\"|})]");

    [Theory]
    [InlineData("[Input({|MC0012:0|})] [Dense(2)]")]
    [InlineData("[Input(28, {|MC0012:-1|}, 1)] [Flatten] [Dense(2)]")]
    [InlineData("[Input(4)] [Dense({|MC0012:0|})] [Dense(2)]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D({|MC0012:-3|}, {|MC0012:0|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(1, 2, {|MC0012:0|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(1, width: {|MC0012:0|}, height: 3)]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(1, 3, {|MC0012:Strides = 0|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(1, 3, {|MC0012:StrideWidth = -1|}, {|MC0012:DilationHeight = 0|})]")]
    [InlineData("[Input(9, 9, 1)] [MaxPooling2D({|MC0012:0|})]")]
    [InlineData("[Input(9, 9, 1)] [AveragePooling2D(3, {|MC0012:Strides = 0|})]")]
    public Task MC0012_non_positive_size(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0012_names_the_argument() => VerifyLayers("[Input(4), Dense({|MC0012:0|})]", "'dense_1': units is 0; it must be at least 1");

    [Theory]
    [InlineData("1")]
    [InlineData("-0.1")]
    [InlineData("1.5")]
    [InlineData("double.NaN")]
    [InlineData("0.99999999999")]
    public Task MC0013_rate(string rate) => VerifyLayers($"[Input(4), Dropout({{|MC0013:{rate}|}}), Dense(2)]");

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("rate: 0.999")]
    public Task Rates_from_0_to_below_1_are_fine(string rate) => VerifyLayers($"[Input(4), Dropout({rate}), Dense(2)]");

    [Theory]
    [InlineData("[Input(4)] [Dense(2, {|MC0014:L1 = -0.1|}, {|MC0014:L2 = double.NaN|})]")]
    [InlineData("[Input(4)] [Dense(2, {|MC0014:L2 = double.PositiveInfinity|})]")]
    [InlineData("[Input(4)] [Dense(2, {|MC0014:L2 = 1e300|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(1, 3, {|MC0014:Pad = -1|})]")]
    [InlineData("[Input(9, 9, 1)] [ZeroPadding2D({|MC0014:-1|})]")]
    [InlineData("[Input(9, 9, 1)] [ZeroPadding2D(0, 1, {|MC0014:-1|}, 2)]")]
    [InlineData("[Input(4)] [LeakyReLU({|MC0014:double.NaN|})]")]
    [InlineData("[Input(4)] [ELU({|MC0014:-1|})]")]
    [InlineData("[Input(4)] [ReLU({|MC0014:MaxValue = 0|})]")]
    [InlineData("[Input(4)] [ReLU({|MC0014:NegativeSlope = -0.1|})]")]
    [InlineData("[Input(4)] [ReLU({|MC0014:Threshold = -1|})]")]
    [InlineData("[Input(4)] [ReLU(Threshold = 2, {|MC0014:MaxValue = 1|})]")]
    [InlineData("[Input(4)] [Clip(1, {|MC0014:1|})]")]
    [InlineData("[Input(4)] [Clip({|MC0014:double.NaN|}, 1)]")]
    [InlineData("[Input(4)] [PReLU({|MC0014:SharedAxes = new[] { 0 }|})]")]
    [InlineData("[Input(4)] [PReLU({|MC0014:SharedAxes = new[] { 2 }|})]")]
    [InlineData("[Input(4)] [ChannelSplit(2, {|MC0014:2|})]")]
    [InlineData("[Input(4)] [Slice({|MC0014:0|}, 0, 1)]")]
    [InlineData("[Input(4)] [Slice({|MC0014:2|}, 0, 1)]")]
    [InlineData("[Input(4)] [GroupNormalization({|MC0014:0|})]")]
    [InlineData("[Input(4, 4, 1)] [Conv2DTranspose(2, 3, Strides = 2, {|MC0014:OutputPadding = 2|})]")]
    [InlineData("[Input(4)] [Dense(2, {|MC0014:BiasInitializer = Initializer.Orthogonal|})]")]
    [InlineData("[Input(4, 4, 2)] [DepthwiseConv2D(2, {|MC0014:KernelInitializer = Initializer.Identity|})]")]
    [InlineData("[Input(4)] [Dense(2, KernelInitializer = Initializer.VarianceScaling, {|MC0014:KernelInitializerScale = 0|})]")]
    [InlineData("[Input(4)] [Dense(2, KernelInitializer = Initializer.RandomNormal, {|MC0014:KernelInitializerStddev = -1|})]")]
    [InlineData("[Input(4)] [Dense(2, KernelInitializer = Initializer.RandomUniform, {|MC0014:KernelInitializerMax = -1|})]")]
    [InlineData("[Input(4)] [Dense(2, BiasInitializer = Initializer.Constant, {|MC0014:BiasInitializerValue = double.NaN|})]")]
    [InlineData("[Input(4)] [Dense(2)] [Budget({|MC0014:Parameters = -1|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(1, 3, {|MC0014:Dilation = 2000000000|}, Padding = Padding.Same)]")]
    public Task MC0014_setting_out_of_range(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0014_says_what_is_expected() => VerifyLayers(
        "[Input(4), Dense(2, {|MC0014:L1 = -0.5|})]", "'dense_1': L1 is -0.5; it must be a finite number of at least 0");

    [Fact]
    public Task MC0015_padding_twice() => VerifyLayers(
        "[Input(9, 9, 1)] [Conv2D(1, 3, Padding = Padding.Same, {|MC0015:Pad = 2|})]",
        "'conv2d_1': Padding.Same and Pad = 2 both decide the padding; remove one of them");

    [Theory]
    [InlineData("[Input(4)] [Dense(2, {|MC0016:Activation = (Activation)99|})]")]
    [InlineData("[Input(4)] [Dense(2, {|MC0016:BiasInitializer = (Initializer)(-1)|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(2, 3, {|MC0016:Padding = (Padding)7|})]")]
    [InlineData("[Input(4)] [Dense(2)] [Loss({|MC0016:(Loss)50|})]")]
    [InlineData("[Input(9, 9, 1)] [Conv2D(2, 3, {|MC0016:Algorithm = (Convolution)2|})]")]
    public Task MC0016_undefined_value(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0016_undefined_value_of_a_model() => Verify("using ModelCompiler; [Model({|MC0016:Algorithm = (Convolution)2|})] [Input(9, 9, 1)] [Conv2D(2, 3)] partial class Net;");

    [Theory]
    [InlineData(
        "{|MC0023:Precision = Precision.Float16|}",
        "'Model': Precision cannot be Precision.Float16; weights of predictions have BFloat16, "
        + "which every processor widens with a shift; Float16 is for TrainingPrecision")]
    [InlineData(
        "{|MC0023:TrainingPrecision = Precision.Int8|}",
        "'Model': TrainingPrecision cannot be Precision.Int8; "
        + "training needs elements that hold fractions of any size: BFloat16 or Float16")]
    [InlineData(
        "{|MC0023:TrainingPrecision = Precision.Int8Activations|}",
        "'Model': TrainingPrecision cannot be Precision.Int8Activations; "
        + "training needs elements that hold fractions of any size: BFloat16 or Float16")]
    public Task MC0023_precision_of_another_use(string setting, string message) =>
        Verify($"using ModelCompiler; [Model({setting})] [Input(9, 9, 1)] [Conv2D(2, 3)] partial class Net;", message);

    [Fact]
    public Task MC0017_training_of_devices_without_a_device() => Verify(
        Mixed("{|MC0017:TrainingPrecision = Precision.Float16|}"),
        "'Model': TrainingPrecision has no effect with a project that does not reference ModelCompiler.OpenCL; "
        + "remove it, or use a device: processors train in single precision");

    [Fact]
    public async Task MC0017_is_not_said_with_a_device() => Assert.DoesNotContain(
        await TestCompilation.Analyze(TestCompilation.WithOpenCL(Mixed("TrainingPrecision = Precision.Float16"))), d => d.Id == "MC0017");

    private static string Mixed(string setting) =>
        $"using ModelCompiler; [Model({setting})] [Input(4)] [Dense(2)] [Loss(Loss.MeanSquaredError)] partial class Net;";

    [Theory]
    [InlineData("[Input(4)] [Dense(2, {|MC0017:KernelInitializerValue = 1|})]")]
    [InlineData("[Input(4)] [Dense(2, BiasInitializer = Initializer.Ones, {|MC0017:BiasInitializerMean = 1|})]")]
    [InlineData("[Input(4)] [Dense(2)] [Loss(Loss.MeanSquaredError, {|MC0017:Delta = 2|})]")]
    public Task MC0017_unused_setting(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0018_layers_without_model() => Verify("[Input(4), Dense(2)] public partial class {|MC0018:Net|};");

    [Fact]
    public Task Independent_errors_of_several_models_are_all_reported() => Verify(
        """
        [Model, Input(4), Dense({|MC0012:0|}), Dropout({|MC0013:2|})] public partial class A;
        [Model, Input(4, 4, 1), {|MC0102:Dense(3)|}, Dense(1), {|MC0104:GlobalAveragePooling2D|}] public partial class B;
        [Model, Input(9, 9, 3), Conv2D(4, {|MC0101:11|}), Flatten, Dense(3), Loss({|MC0201:Loss.CategoricalCrossEntropy|})] public class {|MC0001:C|};
        """);
}
