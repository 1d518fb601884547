using ModelCompiler.CodeFixes;
using static ModelCompiler.Generators.Tests.CodeFixes.CodeFixVerifier;

namespace ModelCompiler.Generators.Tests.CodeFixes;

/// <summary>Fixes whose answer depends on the network: the compiler hands it to the fix.</summary>
public class AnswerTests
{
    [Theory]
    [InlineData("Input(3, 3, 1), Conv2D(2, 5)", "Input(3, 3, 1), Conv2D(2, 3)", "kernel of 3")]
    [InlineData("Input(3, 4, 1), Conv2D(2, 5)", "Input(3, 4, 1), Conv2D(2, 3)", "kernel of 3")]
    [InlineData("Input(3, 4, 1), Conv2D(2, 5, 5, Strides = 2)", "Input(3, 4, 1), Conv2D(2, 3, 4, Strides = 2)", "kernel of 3×4")]
    [InlineData("Input(9, 4, 1), Conv2D(2, width: 5, height: 2)", "Input(9, 4, 1), Conv2D(2, width: 4, height: 2)", "kernel of 2×4")]
    [InlineData("Input(5, 5, 1), Conv2D(2, 3, Dilation = 3)", "Input(5, 5, 1), Conv2D(2, 2, Dilation = 3)", "kernel of 2")]
    [InlineData("Input(2, 2, 1), MaxPooling2D(3)", "Input(2, 2, 1), MaxPooling2D(2)", "window of 2")]
    public Task A_kernel_that_fits(string before, string after, string size) => VerifyChoice(
        new FittingSizeFix(), "Use a " + size, 0,
        $"using ModelCompiler; [Model, {before}, Flatten, Dense(3)] partial class Net;",
        $"using ModelCompiler; [Model, {after}, Flatten, Dense(3)] partial class Net;");

    [Theory]
    [InlineData("[Model, Input(1, 1, 3), MaxPooling2D(2), Flatten, Dense(3)] partial class Net;")]
    [InlineData("[Block, Conv2D(2, Block.KernelHeight)] class Body; [Model, Input(3, 3, 1), Use<Body>(Kernel = 5), Flatten, Dense(3)] partial class Net;")]
    public Task No_window_of_one_and_no_number_in_the_place_of_a_blocks_parameter(string source) => VerifyNone(new FittingSizeFix(), "using ModelCompiler; " + source);

    [Theory]
    [InlineData(
        "Dense(4), Loss(Loss.CategoricalCrossEntropy)", 0, "Dense(4, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)", "Use Activation.Softmax; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4, Activation = Activation.ReLU), Loss(Loss.CategoricalCrossEntropy)", 1, "Dense(4, Activation = Activation.ReLU), Loss(Loss.MeanSquaredError)",
        "Use Activation.Softmax; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4, Activation = Activation.Sigmoid), Loss(Loss.CategoricalCrossEntropy)", 0, "Dense(4, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)",
        "Use Loss.BinaryCrossEntropy; Use Activation.Softmax")]
    [InlineData("Dense(4), Sigmoid(Name = \"end\"), Loss(Loss.CategoricalCrossEntropy)", 1, "Dense(4), Softmax(Name = \"end\"), Loss(Loss.CategoricalCrossEntropy)",
        "Use Loss.BinaryCrossEntropy; Use [Softmax]")]
    [InlineData("Dense(1, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)", 0, "Dense(1, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)",
        "Use Activation.Sigmoid and Loss.BinaryCrossEntropy")]
    [InlineData("Dense(4), Reshape(2, 2), Loss(Loss.CategoricalCrossEntropy)", 0, "Dense(4), Reshape(2, 2), Softmax, Loss(Loss.CategoricalCrossEntropy)", "Use [Softmax]; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4), Loss(Loss.BinaryCrossEntropy)", 0, "Dense(4, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)", "Use Activation.Sigmoid; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4), Loss(Loss.BinaryFocalCrossEntropy, Gamma = 3)", 1, "Dense(4), Loss(Loss.MeanSquaredError)", "Use Activation.Sigmoid; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4, Activation = Activation.Softmax), Loss(Loss.BinaryCrossEntropy)", 0, "Dense(4, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)",
        "Use Loss.CategoricalCrossEntropy; Use Activation.Sigmoid")]
    [InlineData("Dense(4), Loss(Loss.Poisson)", 0, "Dense(4, Activation = Activation.Softplus), Loss(Loss.Poisson)", "Use Activation.Softplus; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4), Loss(Loss.KLDivergence)", 0, "Dense(4, Activation = Activation.Softmax), Loss(Loss.KLDivergence)", "Use Activation.Softmax; Use Loss.MeanSquaredError")]
    [InlineData("Dense(4), Loss(Loss.Dice)", 0, "Dense(4, Activation = Activation.Sigmoid), Loss(Loss.Dice)", "Use Activation.Sigmoid; Use Loss.MeanSquaredError")]
    [InlineData("Dense(2), Dense(1, Activation = Activation.Softmax), Loss(Loss.MeanSquaredError)", 0, "Dense(2), Dense(1, Activation = Activation.Sigmoid), Loss(Loss.MeanSquaredError)",
        "Use Activation.Sigmoid")]
    public Task A_loss_that_fits(string before, int chosen, string after, string titles) => VerifyChoice(
        new FunctionFix(), titles, chosen,
        $"using ModelCompiler; [Model, Input(4), {before}] partial class Net;",
        $"using ModelCompiler; [Model, Input(4), {after}] partial class Net;");

    [Fact]
    public Task A_layer_on_a_line_of_its_own_after_the_last() => VerifyChoice(
        new FunctionFix(), "Use [Softmax]; Use Loss.MeanSquaredError", 0,
        "[ModelCompiler.Model]\n[ModelCompiler.Input(4, 4, 3)]\n[ModelCompiler.Conv2D(8, 3)]\n[ModelCompiler.GlobalAveragePooling2D] // of maps\n"
            + "[ModelCompiler.Loss(ModelCompiler.Loss.CategoricalCrossEntropy)]\npartial class Net;",
        "[ModelCompiler.Model]\n[ModelCompiler.Input(4, 4, 3)]\n[ModelCompiler.Conv2D(8, 3)]\n[ModelCompiler.GlobalAveragePooling2D] // of maps\n[ModelCompiler.Softmax]\n"
            + "[ModelCompiler.Loss(ModelCompiler.Loss.CategoricalCrossEntropy)]\npartial class Net;");

    [Fact]
    public Task The_end_of_a_block_is_not_changed() => VerifyChoice(
        new FunctionFix(), "Use Loss.MeanSquaredError", 0,
        "using ModelCompiler; [Block, Dense(3)] class Body; [Model, Input(4), Use<Body>, Loss(Loss.CategoricalCrossEntropy)] partial class Net;",
        "using ModelCompiler; [Block, Dense(3)] class Body; [Model, Input(4), Use<Body>, Loss(Loss.MeanSquaredError)] partial class Net;");

    [Theory]
    [InlineData("Dense(4), Dense(4), Add(\"dens_1\")", "Dense(4), Dense(4), Add(\"dense_1\")", "Use 'dense_1'")]
    [InlineData("Dense(4), Dense(4, From = \"imput\"), Add(\"dense_1\")", "Dense(4), Dense(4, From = \"input\"), Add(\"dense_1\")", "Use 'input'")]
    [InlineData("Dense(4, Name = \"stem\"), Dense(4), Add(\"input\", \"Stem\")", "Dense(4, Name = \"stem\"), Dense(4), Add(\"input\", \"stem\")", "Use 'stem'")]
    [InlineData("Dense(4), Dense(4), Add(\"dense_9\")", "Dense(4), Dense(4), Add(\"dense_2\")", "Use 'dense_2'; Use 'dense_1'")]
    [InlineData("Dense(4), Dense(4), Output(\"dense1\")", "Dense(4), Dense(4), Output(\"dense_1\")", "Use 'dense_1'")]
    [InlineData("Dense(4, Name = \"aux\"), Dense(4), Output(\"aux\"), Loss(Loss.Huber), Loss(Loss.Huber, Output = \"aus\")",
        "Dense(4, Name = \"aux\"), Dense(4), Output(\"aux\"), Loss(Loss.Huber), Loss(Loss.Huber, Output = \"aux\")", "Use 'aux'")]
    public Task The_name_that_was_meant(string before, string after, string titles) => VerifyChoice(
        new NearestNameFix(), titles, 0, $"using ModelCompiler; [Model, Input(4), {before}] partial class Net;", $"using ModelCompiler; [Model, Input(4), {after}] partial class Net;");

    [Theory]
    [InlineData("Dense(4), Add(\"something\")")]
    [InlineData("Dense(4), Add(\"dense_2\"), Dense(4)")]
    public Task No_name_is_near(string layers) => VerifyNone(new NearestNameFix(), $"using ModelCompiler; [Model, Input(4), {layers}] partial class Net;");

    [Fact]
    public Task The_output_that_a_loss_reads() => Verify(
        new AddOutputFix(),
        "using ModelCompiler;\n[Model]\n[Input(4)]\n[Dense(2, Name = \"aux\")]\n[Dense(2)]\n[Loss(Loss.Huber)]\n[Loss(Loss.Huber, Output = \"aux\")]\npartial class Net;",
        "using ModelCompiler;\n[Model]\n[Input(4)]\n[Dense(2, Name = \"aux\")]\n[Dense(2)]\n[Loss(Loss.Huber)]\n[Output(\"aux\")]\n[Loss(Loss.Huber, Output = \"aux\")]\npartial class Net;");

    [Fact]
    public Task A_projection() => Verify(
        new ProjectionFix(),
        "using ModelCompiler; [Block, Dense(3)] class Body; [Model, Input(4), Residual<Body>(Projection = Projection.Never), Dense(2)] partial class Net;",
        "using ModelCompiler; [Block, Dense(3)] class Body; [Model, Input(4), Residual<Body>(Projection = Projection.WhenNeeded), Dense(2)] partial class Net;");

    [Theory]
    [InlineData("Projection = Projection.Never")]
    [InlineData("Projection = Projection.Always")]
    public Task No_projection_would_do(string choice) => VerifyNone(
        new ProjectionFix(), $"using ModelCompiler; [Block, Conv2D(4, 3)] class Body; [Model, Input(8, 8, 3), Residual<Body>({choice}), Flatten, Dense(2)] partial class Net;");

    [Theory]
    [InlineData("Conv2D(6, 3, Groups = 4)", "Conv2D(6, 3, Groups = 3)", "Use Groups = 3; Use Groups = 2")]
    [InlineData("MaxPooling2D(2, Pad = 2)", "MaxPooling2D(2, Pad = 1)", "Use Pad = 1")]
    [InlineData("ChannelShuffle(4)", "ChannelShuffle(3)", "Use 3; Use 2; Use 6")]
    [InlineData("Dropout(30)", "Dropout(0.3)", "Use 0.3")]
    public Task The_nearest_number(string before, string after, string titles) => VerifyChoice(
        new ValueFix(), titles, 0,
        $"using ModelCompiler; [Model, Input(4, 4, 6), {before}, Flatten, Dense(3)] partial class Net;",
        $"using ModelCompiler; [Model, Input(4, 4, 6), {after}, Flatten, Dense(3)] partial class Net;");

    [Fact]
    public Task A_second_loss_goes() => Verify(
        new RemoveFix(),
        "using ModelCompiler; [Model, Input(4), Dense(3), Loss(Loss.Huber), Loss(Loss.Poisson)] partial class Net;",
        "using ModelCompiler; [Model, Input(4), Dense(3), Loss(Loss.Huber)] partial class Net;");

    [Theory]
    [InlineData("Dense(3, Name = \"a.b c\")", "Dense(3, Name = \"a_b_c\")")]
    [InlineData("Dense(3, Name = \" head \")", "Dense(3, Name = \"head\")")]
    public Task A_name_of_letters_and_digits(string before, string after) => Verify(
        new NearestNameFix(), $"using ModelCompiler; [Model, Input(4), {before}] partial class Net;", $"using ModelCompiler; [Model, Input(4), {after}] partial class Net;");

    [Fact]
    public Task A_name_without_any_is_not_guessed() => VerifyNone(new NearestNameFix(), "using ModelCompiler; [Model, Input(4), Dense(3, Name = \"...\")] partial class Net;");

    [Theory]
    [InlineData("[Model, Dense(3), Input(4), Dense(2)] partial class Net;", "[Model, Input(4), Dense(3), Dense(2)] partial class Net;")]
    [InlineData("[Model]\n// layers\n[Dense(3)]\n[Input(4)]\n[Dense(2)]\npartial class Net;", "[Model]\n// layers\n[Input(4)]\n[Dense(3)]\n[Dense(2)]\npartial class Net;")]
    public Task The_input_comes_first(string before, string after) => Verify(new MoveInputFix(), "using ModelCompiler;\n" + before, "using ModelCompiler;\n" + after);

    [Theory]
    [InlineData("Input(8, 8, 3), Flatten, MaxPooling2D, Flatten, Dense(2)", "Input(8, 8, 3), MaxPooling2D, Flatten, Dense(2)", "Remove [Flatten] before it")]
    [InlineData("Input(8, 8, 3), MaxPooling1D, Flatten, Dense(2)", "Input(8, 8, 3), Reshape(-1, 3), MaxPooling1D, Flatten, Dense(2)", "Insert [Reshape(-1, 3)] before it")]
    [InlineData("Input(8, 3), Conv2D(4, 3, 1), Flatten, Dense(2)", "Input(8, 3), Reshape(8, 1, 3), Conv2D(4, 3, 1), Flatten, Dense(2)", "Insert [Reshape(8, 1, 3)] before it")]
    public Task As_many_axes_as_a_layer_reads(string before, string after, string title) => VerifyChoice(
        new AxesFix(), title, 0, $"using ModelCompiler; [Model, {before}] partial class Net;", $"using ModelCompiler; [Model, {after}] partial class Net;");

    [Theory]
    [InlineData("[Model, Input(4), Input(5), Dense(3)] partial class Net;", "[Model, Input(4), Dense(3)] partial class Net;")]
    [InlineData("[Block, Input(4), Dense(3)] class Body;", "[Block, Dense(3)] class Body;")]
    [InlineData("[Model, Input(4, 4, 1), Conv2D(2, 3, Padding = Padding.Same, Pad = 1), Flatten, Dense(3)] partial class Net;",
        "[Model, Input(4, 4, 1), Conv2D(2, 3, Padding = Padding.Same), Flatten, Dense(3)] partial class Net;")]
    public Task What_is_one_too_many_goes(string before, string after) => Verify(new RemoveFix(), "using ModelCompiler; " + before, "using ModelCompiler; " + after);

    [Fact]
    public Task All_kernels_at_once() => FixAllTest<FittingSizeFix>.Run(
        "using ModelCompiler; [Model, Input(3, 3, 1), Conv2D(2, {|MC0101:5|}), Flatten, Dense(3)] partial class Net; [Model, Input(4, 4, 1), Conv2D(2, {|MC0101:7|}), Flatten, "
            + "Dense(3)] partial class Other;",
        "using ModelCompiler; [Model, Input(3, 3, 1), Conv2D(2, 3), Flatten, Dense(3)] partial class Net; [Model, Input(4, 4, 1), Conv2D(2, 4), Flatten, Dense(3)] partial class Other;");

    [Fact]
    public Task All_names_at_once() => FixAllTest<NearestNameFix>.Run(
        "using ModelCompiler; [Model, Input(4), Dense(4), Add({|MC0030:\"imput\"|}), Dense(4), Add({|MC0030:\"dens_1\"|})] partial class Net;",
        "using ModelCompiler; [Model, Input(4), Dense(4), Add(\"input\"), Dense(4), Add(\"dense_1\")] partial class Net;");
}
