using ModelCompiler.CodeFixes;
using static ModelCompiler.Generators.Tests.CodeFixes.CodeFixVerifier;

namespace ModelCompiler.Generators.Tests.CodeFixes;

/// <summary>Fixes of what review says.</summary>
public class ReviewFixTests
{
    [Theory]
    [InlineData("Conv2D(8, 3), BatchNormalization, ReLU", "Conv2D(8, 3, UseBias = false), BatchNormalization, ReLU")]
    [InlineData("Conv2D(8, 3, UseBias = true, Strides = 1), BatchNormalization, ReLU", "Conv2D(8, 3, UseBias = false, Strides = 1), BatchNormalization, ReLU")]
    [InlineData("DepthwiseConv2D(3), BatchNormalization, ReLU", "DepthwiseConv2D(3, UseBias = false), BatchNormalization, ReLU")]
    public Task A_bias_goes(string before, string after) => VerifyMaps(new SettingFix(), before, after);

    [Theory]
    [InlineData("Conv2D(8, 3, KernelInitializer = Initializer.HeUniform, Activation = Activation.Tanh)", "Conv2D(8, 3, KernelInitializer = Initializer.GlorotUniform, Activation = Activation.Tanh)")]
    [InlineData("Conv2D(8, 3, KernelInitializer = Initializer.GlorotNormal), ReLU", "Conv2D(8, 3, KernelInitializer = Initializer.HeNormal), ReLU")]
    public Task The_activations_initializer(string before, string after) => VerifyMaps(new SettingFix(), before, after);

    [Theory]
    [InlineData("Conv2D(8, 3, Activation = Activation.ReLU), ReLU", "Conv2D(8, 3, Activation = Activation.ReLU)")]
    [InlineData("Conv2D(8, 3), ELU, Tanh(Name = \"last\")", "Conv2D(8, 3), ELU")]
    public Task The_second_activation_goes(string before, string after) => VerifyMaps(new RemoveFix(), before, after);

    [Theory]
    [InlineData("[Dense(3, Activation = Activation.ReLU)]\n[Softmax]\n", "[Dense(3)]\n[Softmax]\n")]
    [InlineData("[Dense(3)]\n[ReLU]\n[Softmax]\n", "[Dense(3)]\n[Softmax]\n")]
    public Task Before_the_last_the_first_activation_goes(string before, string after) => Verify(
        new RemoveFix(),
        $"using ModelCompiler;\n[Model]\n[Input(4)]\n{before}[Loss(Loss.CategoricalCrossEntropy)]\npartial class Net;",
        $"using ModelCompiler;\n[Model]\n[Input(4)]\n{after}[Loss(Loss.CategoricalCrossEntropy)]\npartial class Net;");

    [Theory]
    [InlineData("Conv2D(8, 3)", "Conv2D(8, 3, Activation = Activation.ReLU)")]
    [InlineData("Conv2D(8, 3, UseBias = false), BatchNormalization, Dropout(0.5)", "Conv2D(8, 3, UseBias = false), BatchNormalization, ReLU, Dropout(0.5)")]
    public Task An_activation_comes_between(string before, string after) => VerifyMaps(new FunctionFix(), before, after);

    [Theory]
    [InlineData("Clip(0, 6)", "ReLU6")]
    [InlineData("Clip(0, 6, Name = \"six\")", "ReLU6(Name = \"six\")")]
    public Task Clipping_becomes_ReLU6(string before, string after) => VerifyMaps(new FunctionFix(), "Conv2D(8, 3), " + before, "Conv2D(8, 3), " + after);

    [Theory]
    [InlineData("Dense(3, Activation = Activation.Softmax), Loss(Loss.Huber, Delta = 2)", "Dense(3, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Dense(3, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)", "Dense(3, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Dense(3), Sigmoid, Loss(Loss.BinaryCrossEntropy)", "Dense(3), Softmax, Loss(Loss.CategoricalCrossEntropy)")]
    public Task Classes_that_exclude_each_other(string before, string after) => Verify(
        new FunctionFix(), $"using ModelCompiler; [Model, Input(4), {before}] partial class Net;", $"using ModelCompiler; [Model, Input(4), {after}] partial class Net;");

    [Fact]
    public Task A_kernel_no_larger_than_its_map() => VerifyMaps(
        new FittingSizeFix(), "Conv2D(8, 9, Padding = Padding.Same, Activation = Activation.ReLU)", "Conv2D(8, 6, Padding = Padding.Same, Activation = Activation.ReLU)");

    [Fact]
    public Task Filters_that_fill_vectors() => VerifyChoice(
        new ValueFix(), "Use 16; Use 24", 1,
        "using ModelCompiler; [Model, Input(9, 9, 1), Conv2D(17, 3, Activation = Activation.ReLU), Flatten, Dense(3)] partial class Net;",
        "using ModelCompiler; [Model, Input(9, 9, 1), Conv2D(24, 3, Activation = Activation.ReLU), Flatten, Dense(3)] partial class Net;");

    [Fact]
    public Task All_biases_at_once() => FixAllTest<SettingFix>.Run(
        "using ModelCompiler;\n[Block]\n[{|MC0401:Conv2D(8, 3)|}]\n[BatchNormalization]\n[ReLU]\nclass Body;\n[Model]\n[Input(9, 9, 3)]\n[{|MC0401:Conv2D(8, 3)|}]\n[BatchNormalization]\n[ReLU]\n"
            + "[Use<Body>(Repeat = 2)]\n[Flatten]\n[Dense(3)]\npartial class Net;",
        "using ModelCompiler;\n[Block]\n[Conv2D(8, 3, UseBias = false)]\n[BatchNormalization]\n[ReLU]\nclass Body;\n[Model]\n[Input(9, 9, 3)]\n[Conv2D(8, 3, UseBias = false)]\n[BatchNormalization]\n"
            + "[ReLU]\n[Use<Body>(Repeat = 2)]\n[Flatten]\n[Dense(3)]\npartial class Net;");

    /// <summary>Layers on a map, one after the other.</summary>
    private static Task VerifyMaps(Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider fix, string before, string after) => Verify(
        fix, $"using ModelCompiler; [Model, Input(6, 6, 3), {before}, Flatten, Dense(2)] partial class Net;",
        $"using ModelCompiler; [Model, Input(6, 6, 3), {after}, Flatten, Dense(2)] partial class Net;");
}
