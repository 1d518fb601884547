using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics;

public class TrainingDiagnosticsTests
{
    [Theory]
    [InlineData("[Dense(10)]", "'dense_1' gives linear values; end with Activation.Softmax")]
    [InlineData("[Dense(10, Activation = Activation.Sigmoid)]", "'dense_1' gives Sigmoid values; end with Activation.Softmax, or use Loss.BinaryCrossEntropy")]
    [InlineData("[Dense(1, Activation = Activation.Softmax)]", "'dense_1' gives a softmax over 1 element, which is always 1; use at least 2 units, or Activation.Sigmoid with Loss.BinaryCrossEntropy")]
    [InlineData("[Dense(4)] [Reshape(2, 2, 1)] [Softmax]", "'softmax_1' gives a softmax over 1 element, which is always 1; use at least 2 units, or Activation.Sigmoid with Loss.BinaryCrossEntropy")]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] [Dropout(0.5)]", "'dropout_1' gives values with some dropped; end with Activation.Softmax")]
    public Task MC0201_categorical_cross_entropy(string layers, string message) => VerifyLayers(
        $"[Input(4)] {layers} [Loss({{|MC0201:Loss.CategoricalCrossEntropy|}})]",
        $"Loss.CategoricalCrossEntropy compares probabilities of two or more classes, but {message}");

    [Theory]
    [InlineData("[Dense(10)]", "'dense_1' gives linear values; end with Activation.Sigmoid")]
    [InlineData("[Dense(2, Activation = Activation.Softmax)]", "'dense_1' gives a softmax, whose outputs are probabilities of one choice; use Loss.CategoricalCrossEntropy for classes that exclude "
        + "each other, or Activation.Sigmoid for classes that do not")]
    public Task MC0202_binary_cross_entropy(string layers, string message) => VerifyLayers(
        $"[Input(4)] {layers} [Loss({{|MC0202:Loss.BinaryCrossEntropy|}})]",
        $"Loss.BinaryCrossEntropy reads each output as a probability of its own, but {message}");

    [Theory]
    [InlineData("[Dense(1)]")]
    [InlineData("[Dense(1, Activation = Activation.Tanh)]")]
    [InlineData("[Dense(1, Activation = Activation.ReLU)] [LeakyReLU] [ELU]")]
    [InlineData("[Dense(4)] [Reshape(2, 2, 1)] [GlobalAveragePooling2D]")]
    public Task MC0203_poisson(string layers) => VerifyLayers($"[Input(4)] {layers} [Loss({{|MC0203:Loss.Poisson|}})]");

    [Theory]
    [InlineData("[Dense(2, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]")]
    [InlineData("[Dense(2)] [Sigmoid] [Loss(Loss.BinaryCrossEntropy)]")]
    [InlineData("[Dense(4, Activation = Activation.ReLU)] [Reshape(2, 2, 1)] [GlobalAveragePooling2D] [Loss(Loss.Poisson)]")]
    [InlineData("[Dense(4, Activation = Activation.Softmax)] [Loss(Loss.Poisson)]")]
    [InlineData("[Dense(4)] [Loss(Loss.Huber, Delta = 0.5)]")]
    [InlineData("[Dense(4)] [Loss(Loss.MeanAbsoluteError)]")]
    [InlineData("[Dense(4, Trainable = false)] [Dense(1)] [Loss(Loss.MeanSquaredError)]")]
    public Task Losses_that_fit(string layers) => VerifyLayers("[Input(4)] " + layers);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("double.NaN")]
    [InlineData("double.PositiveInfinity")]
    public Task MC0204_huber_delta(string delta) => VerifyLayers($"[Input(4)] [Dense(1)] [Loss(Loss.Huber, {{|MC0204:Delta = {delta}|}})]");

    [Fact]
    public Task MC0205_no_weights() => VerifyLayers(
        "[Input(4)] [Sigmoid] [{|MC0205:Loss(Loss.MeanSquaredError)|}]",
        "'Net' has a loss but no weights; add a layer that has some, such as [Dense(10)], or remove [Loss]");

    [Fact]
    public Task MC0206_everything_is_frozen() => VerifyLayers(
        "[Input(4)] [Dense(3, Trainable = false)] [Dense(1, Trainable = false, UseBias = false)] [{|MC0206:Loss(Loss.MeanSquaredError)|}]",
        "'Net' has a loss, but all of its 3 weight tensors are frozen by Trainable = false; let one layer train, or remove [Loss]");

    [Fact]
    public Task MC0301_budget() => VerifyLayers(
        "[Input(10)] [Dense(100)] [Dense(2)] [Budget({|MC0301:Parameters = 1000|}, {|MC0301:ActivationBytes = 400|}, {|MC0301:MultiplyAdds = 1199|})]",
        "'Net' has 1,302 parameters, 302 more than the budget of 1,000; the largest share, 1,100, is that of 'dense_1'",
        "'Net' has 408 bytes of activations a sample, 8 more than the budget of 400; the largest share, 400, is that of 'dense_1'",
        "'Net' has 1,200 multiply-adds a sample, 1 more than the budget of 1,199; the largest share, 1,000, is that of 'dense_1'");

    [Fact]
    public Task A_budget_that_is_just_met() => VerifyLayers("[Input(10)] [Dense(100)] [Dense(2)] [Budget(Parameters = 1302, ActivationBytes = 408, MultiplyAdds = 1200)]");

    [Fact]
    public Task A_budget_of_multiply_adds_leaves_heads_out() => VerifyLayers(
        """
        [Input(10)] [Dense(100, Name = "body")] [Dense(2, Name = "head")] [Dense(2, From = "body")] [Output("head")]
        [Loss(Loss.MeanSquaredError)] [Loss(Loss.MeanSquaredError, Output = "head")] [Budget(MultiplyAdds = 1200, {|MC0301:Parameters = 1503|})]
        """,
        "'Net' has 1,504 parameters, 1 more than the budget of 1,503; the largest share, 1,100, is that of 'body'");

    private const string Heads =
        """[Input(4)] [Dense(3, Name = "body")] [Dense(2, Activation = Activation.Softmax, Name = "head")] [Dense(2, Activation = Activation.Softmax, From = "body")] """;

    [Fact]
    public Task Losses_of_heads_that_fit() => VerifyLayers(
        Heads + """[Output("head")] [Loss(Loss.CategoricalCrossEntropy)] [Loss(Loss.MeanSquaredError, Output = "head", Weight = 0.3)]""");

    [Fact]
    public Task MC0207_a_loss_of_no_output() => VerifyLayers(
        Heads + """[Output("head")] [Loss(Loss.CategoricalCrossEntropy)] [Loss(Loss.MeanSquaredError, Output = "head")] [Loss(Loss.MeanSquaredError, {|MC0207:Output = "body"|})]""",
        "[Loss] reads 'body', which is no output; write [Output(\"body\")], or name one of 'head'");

    [Fact]
    public Task MC0207_a_loss_of_what_can_be_no_output() => VerifyLayers(
        Heads + """[Output("head")] [Loss(Loss.CategoricalCrossEntropy)] [Loss(Loss.MeanSquaredError, Output = "head")]"""
        + """[Loss(Loss.MeanSquaredError, {|MC0207:Output = "dense_3"|})] [Loss(Loss.MeanSquaredError, {|MC0207:Output = "tail"|})]""",
        "[Loss] reads 'dense_3', which is the last layer; leave Output out: a loss without it is the last layer's; outputs are 'head'",
        "[Loss] reads 'tail', which is the name of no layer; there are 'body', 'head', 'dense_3'; outputs are 'head'");

    [Fact]
    public Task MC0207_a_loss_of_the_input() => VerifyLayers(
        Heads + """[Output("head")] [Loss(Loss.CategoricalCrossEntropy)] [Loss(Loss.MeanSquaredError, Output = "head")] [Loss(Loss.MeanSquaredError, {|MC0207:Output = "input"|})]""",
        "[Loss] reads 'input', which is the network's input; outputs are 'head'");

    [Fact]
    public Task MC0208_two_losses_of_one_output() => VerifyLayers(
        Heads + """
            [Output("head")] [Loss(Loss.CategoricalCrossEntropy)] [Loss(Loss.MeanSquaredError, Output = "head")]
            [{|MC0208:Loss(Loss.MeanSquaredError)|}] [{|MC0208:Loss(Loss.Huber, Output = "head")|}]
            """,
        "the last layer has a loss already; remove this one, or name another output",
        "'head' has a loss already; remove this one, or name another output");

    [Fact]
    public Task MC0209_no_loss_of_the_last_layer() => VerifyLayers(
        Heads + """[Output("head")] [Loss(Loss.CategoricalCrossEntropy, {|MC0209:Output = "head"|})]""",
        "'Net' has losses of named outputs, but none of its last layer; add a [Loss] without Output, whose targets the others share");

    [Fact]
    public Task MC0210_a_head_of_another_shape() => VerifyLayers(
        """[Input(4)] [Dense(3)] [Dense(2)] [Output("dense_1")] [Loss(Loss.MeanSquaredError)] [Loss(Loss.MeanSquaredError, {|MC0210:Output = "dense_1"|})]""",
        "the loss of 'dense_1' reads an output of 3, but the targets, those of 'dense_2', are of 2; all losses share them, so end the head with the same shape");

    [Fact]
    public Task MC0211_weights_that_would_never_learn() => VerifyLayers(
        Heads + """[{|MC0211:Output("head")|}] [Loss(Loss.CategoricalCrossEntropy)]""",
        "'head' leads to the output 'head' only, which has no loss, so its weights would never learn; give the output a [Loss], or write Trainable = false");

    [Fact]
    public Task A_frozen_branch_needs_no_loss() => VerifyLayers(
        """[Input(4)] [Dense(3)] [Dense(2, Trainable = false)] [Dense(2, From = "dense_1")] [Output("dense_2")] [Loss(Loss.MeanSquaredError)]""");

    [Fact]
    public Task MC0201_a_head_needs_its_softmax_too() => VerifyLayers(
        """
        [Input(4)] [Dense(2, Name = "head")] [Dense(2, Activation = Activation.Softmax, From = "input")] [Output("head")] [Loss(Loss.CategoricalCrossEntropy)]
        [Loss({|MC0201:Loss.CategoricalCrossEntropy|}, Output = "head")]
        """);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.3")]
    [InlineData("double.NaN")]
    public Task MC0014_a_weight_that_is_none(string weight) => VerifyLayers($"[Input(4)] [Dense(1)] [Loss(Loss.MeanSquaredError, {{|MC0014:Weight = {weight}|}})]");
}
