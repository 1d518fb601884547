namespace ModelCompiler.Tests.Architecture;

/// <summary>The text of a graph, read.</summary>
public class ModelArchitectureTests
{
    private const string Text = """
        input 28×28×1
        Conv2D conv2d_1: Convolution[kernel] filters=20 window=5,4 strides=2,1 padding=Same pads=1,1,2,2 -> 14×28×20 | Bias[bias] | ReLU
        LeakyReLU a/b-1 frozen: LeakyReLU alpha=0.25
        Add add_1: Add(a/b-1, conv2d_1) | ELU alpha=1
        output conv2d_1
        loss CategoricalCrossEntropy
        loss Huber of=conv2d_1 weight=0.3 delta=2
        """;

    [Fact]
    public void Layers_and_operations_are_read()
    {
        ModelArchitecture graph = ModelArchitecture.Parse("Net", Text);
        Assert.Equal(["input", "conv2d_1.1", "conv2d_1.2", "conv2d_1", "a/b-1", "add_1.1", "add_1"], graph.Nodes.Select(n => n.Name));
        Assert.Equal(["Input", "Convolution", "Bias", "ReLU", "LeakyReLU", "Add", "ELU"], graph.Nodes.Select(n => n.Operation));
        Assert.Equal(["Conv2D conv2d_1 True 3", "LeakyReLU a/b-1 False 1", "Add add_1 True 2"], graph.Layers.Select(l => $"{l.Kind} {l.Name} {l.Trainable} {l.Nodes.Count}"));
        Assert.Equal(["a/b-1", "conv2d_1"], graph.Layers[2].Inputs.Select(i => i.Name));
        Assert.Equal([28, 28, 1], graph.InputShape);
        Assert.Equal([14, 28, 20], graph.OutputShape);
        Assert.Equal(["conv2d_1"], graph.Outputs);
        Assert.Equal([new ArchitectureLoss(Loss.CategoricalCrossEntropy, "add_1", 1, 1), new ArchitectureLoss(Loss.Huber, "conv2d_1", 0.3f, 2)], graph.Losses);
    }

    [Fact]
    public void Settings_are_typed()
    {
        ArchitectureNode convolution = ModelArchitecture.Parse("Net", Text)["conv2d_1.1"];
        Assert.Equal([new ArchitectureWindow(5, 2, 1, 1, 2), new ArchitectureWindow(4, 1, 1, 1, 2)], convolution.Windows);
        Assert.Equal(20, convolution.Integer("filters", 0));
        Assert.Equal("Same", convolution.Word("padding", "Valid"));
        Assert.Equal(1, convolution.Integer("groups", 1));
        Assert.Equal("conv2d_1.kernel", convolution.Parameter("kernel"));
        Assert.Null(convolution.Parameter("bias"));
        Assert.Equal(0.25f, ModelArchitecture.Parse("Net", Text)["a/b-1"].Real("alpha", 0));
    }

    [Fact]
    public void An_output_may_have_the_name_of_a_use()
    {
        ModelArchitecture graph = ModelArchitecture.Parse("Net", "input 4\nReLU early/relu_1: ReLU\nReLU relu_1: ReLU(input)\noutput early of=early/relu_1");
        Assert.Equal(["early"], graph.Outputs);
        Assert.Same(graph["early/relu_1"], graph["early"]);
    }

    [Theory]
    [InlineData("input 4\nReLU a: ReLU\noutput a of=a", 3)]
    [InlineData("input 4\nReLU a: ReLU\noutput b of=c", 3)]
    [InlineData("input 4", 1)]
    [InlineData("ReLU a: ReLU", 1)]
    [InlineData("input x\nReLU a: ReLU", 1)]
    [InlineData("input 4\nReLU a ReLU", 2)]
    [InlineData("input 4\nReLU a frozen twice: ReLU", 2)]
    [InlineData("input 4\nReLU a: ReLU(b)", 2)]
    [InlineData("input 4\nReLU a: ReLU alpha", 2)]
    [InlineData("input 4\nReLU a: ReLU alpha=1 alpha=2", 2)]
    [InlineData("input 4\nReLU a: ReLU[b", 2)]
    [InlineData("input 4\nReLU a: ReLU -> 99999999999", 2)]
    [InlineData("input 4\nReLU a: ReLU\nReLU a: ReLU", 3)]
    [InlineData("input 4\nReLU a: ReLU\nloss Nothing", 3)]
    [InlineData("input 4\nReLU a: ReLU\noutput b", 3)]
    public void A_text_that_is_wrong_is_refused_by_its_line(string text, int line) =>
        Assert.Equal(line, Assert.Throws<ArchitectureFormatException>(() => ModelArchitecture.Parse("Net", text)).Line);
}
