using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;
using ModelCompiler.Reference.Losses;
using ModelCompiler.Testing;

namespace ModelCompiler.Compiled.Tests.Reference;

/// <summary>Every reference layer's backward against finite differences of its forward, for every option.</summary>
public class LayerGradientTests
{
    public static TheoryData<ReferencePadding, int, int, int> Windows()
    {
        var data = new TheoryData<ReferencePadding, int, int, int>();
        foreach (var padding in Enum.GetValues<ReferencePadding>())
            foreach (int stride in (int[])[1, 2, 3])
                foreach (int dilation in (int[])[1, 2])
                    data.Add(padding, stride, dilation, 1);
        data.Add(ReferencePadding.Explicit, 1, 1, 2);
        data.Add(ReferencePadding.Explicit, 2, 2, 3);
        return data;
    }

    [Theory, MemberData(nameof(Windows))]
    public void Conv2D(ReferencePadding padding, int stride, int dilation, int pad) => FiniteDifferences.CheckLayer(
        new ReferenceConv2D("conv", 3, new(3, stride, dilation, padding, pad), new(2, stride, dilation, padding, pad)), [7, 6, 2]);

    [Fact]
    public void Conv2D_without_bias() =>
        FiniteDifferences.CheckLayer(new ReferenceConv2D("conv", 2, new(2), new(3), useBias: false), [4, 5, 3]);

    [Theory, MemberData(nameof(Windows))]
    public void MaxPooling2D(ReferencePadding padding, int stride, int dilation, int pad) => FiniteDifferences.CheckLayer(
        new ReferenceMaxPooling2D(new(3, stride, dilation, padding, Math.Min(pad, 2)), new(2, stride, dilation, padding, 1)), [7, 6, 2]);

    [Theory, MemberData(nameof(Windows))]
    public void AveragePooling2D(ReferencePadding padding, int stride, int dilation, int pad) => FiniteDifferences.CheckLayer(
        new ReferenceAveragePooling2D(new(3, stride, dilation, padding, Math.Min(pad, 2)), new(2, stride, dilation, padding, 1)), [7, 6, 2]);

    [Theory, InlineData(true), InlineData(false)]
    public void Dense(bool useBias) => FiniteDifferences.CheckLayer(new ReferenceDense("dense", 4, useBias), [5]);

    [Fact]
    public void Flatten_and_Reshape()
    {
        FiniteDifferences.CheckLayer(new ReferenceReshape(-1), [2, 3, 4]);
        FiniteDifferences.CheckLayer(new ReferenceReshape(3, -1, 2), [12]);
    }

    [Fact]
    public void ZeroPadding2D() => FiniteDifferences.CheckLayer(new ReferenceZeroPadding2D(1, 2, 0, 3), [3, 2, 2]);

    [Fact]
    public void GlobalAveragePooling2D() => FiniteDifferences.CheckLayer(new ReferenceGlobalAveragePooling2D(), [3, 4, 5]);

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true)]
    public void BatchNormalization(bool scale, bool center) => FiniteDifferences.CheckNetwork(
        new([2, 3, 4], [new ReferenceBatchNormalization("norm", scale: scale, center: center), new ReferenceTanh()], new ReferenceMeanSquaredError()), batch: 3, random => random.Floats(1)[0]);

    [Fact]
    public void A_normalized_batch_has_mean_beta_and_deviation_gamma()
    {
        var layer = new ReferenceBatchNormalization("norm", epsilon: 0);
        layer.Connect([2]);
        layer.Parameters[0].Values[0] = 3;
        layer.Parameters[1].Values[0] = 5;
        // Values 1 and 3: mean 2, deviation 1.
        Assert.Equal([2, 8], layer.Forward([[1, 0], [3, 1]], training: true).Select(y => y[0]));
    }

    [Fact]
    public void Dropout() => FiniteDifferences.CheckLayer(new ReferenceDropout { Mask = [0, 1.25, 1.25, 0, 1.25] }, [5]);

    public static TheoryData<string> Activations => ["relu", "leaky", "elu", "elu2", "sigmoid", "tanh", "softmax"];

    [Theory, MemberData(nameof(Activations))]
    public void Activation(string kind) => FiniteDifferences.CheckLayer(Layer(kind), [2, 3, 5]);

    [Fact]
    public void The_first_maximum_takes_the_gradient()
    {
        var layer = new ReferenceMaxPooling2D(new(2, 2), new(2, 2));
        layer.Connect([2, 2, 1]);
        Assert.Equal([0, 7, 0, 0], layer.Backward([1, 5, 5, 5], [5], [7], 0));
    }

    [Fact]
    public void Same_padding_puts_the_odd_cell_at_the_end()
    {
        var layer = new ReferenceAveragePooling2D(new(2, 1, 1, ReferencePadding.Same), new(1));
        layer.Connect([3, 1, 1]);
        Assert.Equal([1.5, 2.5, 3], layer.Forward([1, 2, 3], 0));
    }

    private static ReferenceLayer Layer(string kind) => kind switch
    {
        "relu" => new ReferenceReLU(),
        "leaky" => new ReferenceLeakyReLU(0.3),
        "elu" => new ReferenceELU(1),
        "elu2" => new ReferenceELU(2),
        "sigmoid" => new ReferenceSigmoid(),
        "tanh" => new ReferenceTanh(),
        _ => new ReferenceSoftmax(),
    };
}
