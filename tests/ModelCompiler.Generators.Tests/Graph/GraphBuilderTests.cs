using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Graph;

public class GraphBuilderTests
{
    [Fact]
    public void A_network_as_text() => Assert.Equal(
        """
        graph Nets.Net
          %0 input = input 28×28×1
          %1 conv2d_1.linear = contract 5×5 valid to 20 with conv2d_1.kernel (GlorotUniform, L2 0.5) (%0)
          %2 conv2d_1.biased = add conv2d_1.bias (Zeros) (%1)
          %3 conv2d_1 = relu (%2)
          %4 max_pooling2d_1 = max of 2×2 stride 2×2 same (%3)
          %5 flatten_1 = reshape to -1 (%4)
          %6 dropout_1 = dropout 0.25 (%5)
          %7 head.linear = contract to 10 with head.kernel (HeNormal, frozen) (%6)
          %8 head = softmax (%7)
          loss CategoricalCrossEntropy

        """,
        ModelGraphPrinter.Print(Stages.Graph(
            """
            [Input(28, 28, 1)]
            [Conv2D(20, 5, Activation = Activation.ReLU, L2 = 0.5)]
            [MaxPooling2D(Padding = Padding.Same)]
            [Flatten]
            [Dropout(0.25)]
            [Dense(10, Name = "head", UseBias = false, Trainable = false, KernelInitializer = Initializer.HeNormal, Activation = Activation.Softmax)]
            [Loss(Loss.CategoricalCrossEntropy)]
            """)).ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("MaxPooling2D", "max_pooling2d")]
    [InlineData("GlobalAveragePooling2D", "global_average_pooling2d")]
    [InlineData("ZeroPadding2D", "zero_padding2d")]
    [InlineData("LeakyReLU", "leaky_relu")]
    [InlineData("ReLU", "relu")]
    [InlineData("ELU", "elu")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("BatchNormalization", "batch_normalization")]
    public void Default_names_are_snake_case(string kind, string name) => Assert.Equal(name, LayerNames.Snake(kind));

    [Fact]
    public void Numbers_count_layers_of_a_kind() => Assert.Equal(
        ["dense_1", "relu_1", "mine", "dense_3", "relu_2"],
        Stages.Graph("[Input(4)] [Dense(1)] [ReLU] [Dense(1, Name = \"mine\")] [Dense(1)] [ReLU]").Layers.Select(l => l.Name));

    [Fact]
    public void Windows_follow_what_was_written()
    {
        static Window[] Windows(string layer) => Stages.Graph($"[Input(64, 64, 1)] {layer}").Nodes[1].Operation switch
        {
            Contraction c => [.. c.Windows],
            WindowReduction r => [.. r.Windows],
            var other => throw new InvalidOperationException($"{other} has no windows."),
        };

        Assert.Equal([new(3, 2, 1, PaddingMode.Explicit, 1), new(5, 4, 1, PaddingMode.Explicit, 1)], Windows("[Conv2D(1, 3, 5, Strides = 2, StrideWidth = 4, Pad = 1)]"));
        Assert.Equal([new(3, 1, 2, PaddingMode.Same, 0), new(3, 1, 3, PaddingMode.Same, 0)], Windows("[Conv2D(1, 3, DilationHeight = 2, DilationWidth = 3, Padding = Padding.Same)]"));
        Assert.Equal([new(3, 3, 1, PaddingMode.Valid, 0), new(2, 2, 1, PaddingMode.Valid, 0)], Windows("[MaxPooling2D(3, 2)]"));
        Assert.Equal([new(3, 2, 1, PaddingMode.Valid, 0), new(3, 2, 1, PaddingMode.Valid, 0)], Windows("[AveragePooling2D(3, Strides = 2)]"));
    }

    [Theory]
    [InlineData("[ReLU]", ActivationKind.ReLU, 0f)]
    [InlineData("[LeakyReLU]", ActivationKind.LeakyReLU, 0.3f)]
    [InlineData("[LeakyReLU(0.1)]", ActivationKind.LeakyReLU, 0.1f)]
    [InlineData("[ELU]", ActivationKind.ELU, 1f)]
    [InlineData("[Sigmoid]", ActivationKind.Sigmoid, 0f)]
    [InlineData("[Tanh]", ActivationKind.Tanh, 0f)]
    [InlineData("[SiLU]", ActivationKind.SiLU, 0f)]
    [InlineData("[HardSwish]", ActivationKind.HardSwish, 0f)]
    [InlineData("[HardSigmoid]", ActivationKind.HardSigmoid, 0f)]
    [InlineData("[GELU]", ActivationKind.GELU, 0f)]
    [InlineData("[GELU(Approximate = true)]", ActivationKind.TanhGELU, 0f)]
    [InlineData("[Softplus]", ActivationKind.Softplus, 0f)]
    [InlineData("[ReLU(NegativeSlope = 0.1)]", ActivationKind.LeakyReLU, 0.1f)]
    [InlineData("[ReLU(NegativeSlope = 0.1, Threshold = 0.5)]", ActivationKind.ThresholdedReLU, 0.1f, 0.5f)]
    [InlineData("[ReLU(MaxValue = 2)]", ActivationKind.Clip, 0f, 2f)]
    [InlineData("[ReLU(NegativeSlope = 0.1, MaxValue = 2)]", ActivationKind.Clip, float.NegativeInfinity, 2f)]
    [InlineData("[ReLU6]", ActivationKind.Clip, 0f, 6f)]
    [InlineData("[Clip(-1, 2)]", ActivationKind.Clip, -1f, 2f)]
    [InlineData("[Dense(1, Activation = Activation.ReLU6)]", ActivationKind.Clip, 0f, 6f)]
    [InlineData("[Dense(1, Activation = Activation.SiLU)]", ActivationKind.SiLU, 0f)]
    [InlineData("[Dense(1, Activation = Activation.LeakyReLU)]", ActivationKind.LeakyReLU, 0.3f)]
    [InlineData("[Dense(1, Activation = Activation.ELU)]", ActivationKind.ELU, 1f)]
    internal void Activations(string layer, ActivationKind kind, float alpha, float beta = 0) =>
        Assert.Equal(new Generators.Graph.Activation(kind, alpha, beta), Stages.Graph("[Input(4)] " + layer).Nodes[^1].Operation);

    [Theory]
    [InlineData("[ZeroPadding2D(2)]", 2, 2, 2, 2)]
    [InlineData("[ZeroPadding2D(1, 2)]", 1, 1, 2, 2)]
    [InlineData("[ZeroPadding2D(1, 2, 3, 4)]", 1, 2, 3, 4)]
    public void Zero_padding(string layer, int top, int bottom, int left, int right) =>
        Assert.Equal(new ZeroPadding(top, bottom, left, right), Stages.Graph("[Input(4, 4, 1)] " + layer).Nodes[1].Operation);

    [Theory]
    [InlineData("", "GlorotUniform", 0, 0)]
    [InlineData("Initializer.LeCunNormal", "LeCunNormal", 0, 0)]
    [InlineData("Initializer.Constant, KernelInitializerValue = 0.5", "Constant", 0.5, 0)]
    [InlineData("Initializer.RandomNormal", "RandomNormal", 0, 0.05)]
    [InlineData("Initializer.TruncatedNormal", "TruncatedNormal", 0, 0.05)]
    [InlineData("Initializer.Orthogonal, KernelInitializerGain = 2", "Orthogonal", 2, 0)]
    [InlineData("Initializer.Identity", "Identity", 1, 0)]
    [InlineData("Initializer.VarianceScaling", "VarianceScaling", 1, 0)]
    [InlineData("Initializer.RandomUniform, KernelInitializerMin = 1, KernelInitializerMax = 2", "RandomUniform", 1, 2)]
    public void Initializers(string setting, string kind, double a, double b)
    {
        var kernel = Assert.IsType<Contraction>(Stages.Graph($"[Input(4)] [Dense(1{(setting.Length > 0 ? ", KernelInitializer = " : "")}{setting})]").Nodes[1].Operation).Kernel;
        Assert.Equal(new InitializerSpec(kind, (float)a, (float)b), kernel.Initializer);
    }

    [Fact]
    public void Every_activation_and_initializer_of_the_library_is_known()
    {
        foreach (var activation in Enum.GetNames<global::ModelCompiler.Activation>())
            Assert.Empty(Stages.Graph($"[Input(4)] [Dense(2, Activation = Activation.{activation})]").Faults);
        foreach (var initializer in Enum.GetNames<Initializer>())
            Assert.Empty(Stages.Graph($"[Input(4)] [Dense(2, KernelInitializer = Initializer.{initializer})]").Faults);
    }

    [Fact]
    public void Every_layer_of_the_library_has_a_recipe()
    {
        var attributes = typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsSubclassOf(typeof(BlockUseAttribute)) && !t.IsAbstract);
        Assert.Equal(attributes.Select(t => t.Name.Replace("Attribute", "", StringComparison.Ordinal)).Order(), LayerRegistry.Kinds.Order());
    }

    [Fact]
    public void A_wrong_layer_is_unknown_and_the_others_stay()
    {
        var graph = Stages.Graph("[Input(4)] [Dense(0, L1 = -1)] [ReLU]");
        Assert.Equal(["InputOperation", "UnknownOperation", "Activation"], graph.Nodes.Select(n => n.Operation.GetType().Name));
        Assert.Equal(["MC0012", "MC0014"], graph.Faults.Select(f => f.Id));
    }

    [Fact]
    public void The_verifier_finds_what_is_wrong()
    {
        var graph = Stages.Graph("[Input(4)] [Dense(3)] [ReLU]");
        var node = graph.Nodes[3];
        var broken = graph with { Nodes = graph.Nodes.Take(3).Append(node with { Name = "dense_1", Inputs = [3] }).ToEquatableArray() };
        Assert.Equal(
            ["node 3 (dense_1) reads a node that is not before it", "two nodes are named dense_1", "no node carries the name of layer relu_1"],
            ModelGraphVerifier.Verify(broken));
    }
}
