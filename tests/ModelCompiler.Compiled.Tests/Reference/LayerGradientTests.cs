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
    public void Conv2D_in_groups() => FiniteDifferences.CheckLayer(new ReferenceConv2D("conv", 6, new(2), new(3), groups: 2), [4, 5, 4]);

    [Theory, MemberData(nameof(Windows))]
    public void DepthwiseConv2D(ReferencePadding padding, int stride, int dilation, int pad) => FiniteDifferences.CheckLayer(
        new ReferenceDepthwiseConv2D("conv", new(3, stride, dilation, padding, pad), new(2, stride, dilation, padding, pad), multiplier: 2), [7, 6, 2]);

    [Theory, MemberData(nameof(Windows))]
    public void Conv1D(ReferencePadding padding, int stride, int dilation, int pad) =>
        FiniteDifferences.CheckLayer(new ReferenceConv1D("conv", 6, new(3, stride, dilation, padding, pad), groups: 2), [8, 4]);

    [Fact]
    public void Channel_by_channel_is_as_many_groups_as_channels()
    {
        var random = new SplitMix64(2);
        ReferenceLayer depthwise = new ReferenceDepthwiseConv2D("a", new(2), new(3), multiplier: 2), grouped = new ReferenceConv2D("b", 6, new(2), new(3), groups: 3);
        double[] input = [.. random.Floats(60)];
        foreach (var layer in (ReferenceLayer[])[depthwise, grouped]) layer.Connect([4, 5, 3]);
        double[] kernel = [.. random.Floats(36)];
        foreach (var layer in (ReferenceLayer[])[depthwise, grouped]) kernel.CopyTo(layer.Parameters[0].Values, 0);
        Assert.Equal(grouped.Forward(input, 0), depthwise.Forward(input, 0));
    }

    [Fact]
    public void Sequences()
    {
        FiniteDifferences.CheckLayer(new ReferenceSequence(new ReferenceMaxPooling2D(new(3, 2), new(1))), [7, 2]);
        FiniteDifferences.CheckLayer(new ReferenceSequence(new ReferenceGlobalMaxPooling2D()), [7, 2]);
        FiniteDifferences.CheckLayer(new ReferenceGlobalMaxPooling2D(), [3, 2, 4]);
    }

    [Theory, InlineData(1, false), InlineData(2, false), InlineData(2, true), InlineData(3, true)]
    public void Conv2DTranspose(int stride, bool same)
    {
        var padding = same ? ReferencePadding.Same : ReferencePadding.Valid;
        FiniteDifferences.CheckLayer(new ReferenceConv2DTranspose("up", 3, new(3, stride, 1, padding), new(2, stride, 1, padding)), [3, 4, 2]);
    }

    /// <summary>The defining property: a transposed convolution is the gradient of the convolution with the same settings.</summary>
    [Fact]
    public void Conv2DTranspose_is_a_convolution_turned_round()
    {
        var window = new ReferenceWindow(3, 2, 1, ReferencePadding.Same);
        var up = new ReferenceConv2DTranspose("up", 3, window, window, useBias: false);
        var down = new ReferenceConv2D("down", 2, window, window, useBias: false);
        Assert.Equal([8, 6, 3], up.Connect([4, 3, 2]));
        Assert.Equal([4, 3, 2], down.Connect([8, 6, 3]));
        var random = new SplitMix64(5);
        double[] kernel = [.. random.Floats(54)], input = [.. random.Floats(24)];
        kernel.CopyTo(up.Parameters[0].Values, 0);
        kernel.CopyTo(down.Parameters[0].Values, 0);
        Assert.Equal(down.Backward(new double[144], new double[24], input, 0), up.Forward(input, 0));
    }

    [Fact]
    public void Elements_of_one_value()
    {
        FiniteDifferences.CheckLayer(new ReferenceClip(-0.4, 0.3), [3, 2, 2]);
        FiniteDifferences.CheckLayer(new ReferenceThresholdedReLU(0.2, 0.25), [3, 2, 2]);
        FiniteDifferences.CheckLayer(new ReferenceHardSigmoid(), [12]);
        FiniteDifferences.CheckLayer(new ReferenceHardSwish(), [12]);
        FiniteDifferences.CheckLayer(new ReferenceSiLU(), [12]);
        FiniteDifferences.CheckLayer(new ReferenceGELU(), [12]);
        FiniteDifferences.CheckLayer(new ReferenceTanhGELU(), [12]);
        FiniteDifferences.CheckLayer(new ReferenceSoftplus(), [12]);
        FiniteDifferences.CheckLayer(new ReferencePReLU("alpha", [1, 2], true), [3, 2, 2]);
        FiniteDifferences.CheckLayer(new ReferencePReLU("alpha", [], true), [3, 2]);
    }

    [Fact]
    public void Statistics_of_one_sample()
    {
        foreach (int groups in (int[])[0, 1, 2, -1]) FiniteDifferences.CheckLayer(new ReferenceSampleNormalization("norm", groups), [3, 2, 4]);
        FiniteDifferences.CheckLayer(new ReferenceSampleNormalization("norm", 0), [7]);
    }

    [Fact]
    public void Rearrangements()
    {
        FiniteDifferences.CheckLayer(new ReferenceSlice(-1, 1, 2), [3, 2, 4]);
        FiniteDifferences.CheckLayer(new ReferencePermute([3, 1, 2]), [3, 2, 4]);
        FiniteDifferences.CheckLayer(new ReferenceChannelShuffle(2), [3, 2, 4]);
        FiniteDifferences.CheckLayer(new ReferencePixelShuffle(2), [3, 2, 8]);
    }

    [Fact]
    public void Resampling_and_filters()
    {
        FiniteDifferences.CheckLayer(new ReferenceCropping2D(1, 0, 0, 2), [3, 4, 2]);
        FiniteDifferences.CheckLayer(new ReferenceUpSampling2D(2, 3), [3, 2, 2]);
        FiniteDifferences.CheckLayer(new ReferenceUpSampling2D(2, 3, bilinear: true), [3, 2, 2]);
        FiniteDifferences.CheckLayer(new ReferencePositionBias("bias"), [3, 2, 2]);
        FiniteDifferences.CheckLayer(new ReferenceMedianFilter2D(new(3)), [4, 5, 2]);
        FiniteDifferences.CheckLayer(new ReferenceGradientMagnitude(new(new(3), new(1), [1, 0, -1]), new(new(3), new(1), [0, 2, 1])), [5, 4, 2]);
    }

    /// <summary>What tf.image.resize and torch.nn.Upsample make of a row of two.</summary>
    [Fact]
    public void Bilinear_centres_are_half_a_cell_from_the_edges()
    {
        var layer = new ReferenceUpSampling2D(1, 2, bilinear: true);
        layer.Connect([1, 2, 1]);
        Assert.Equal([0, 1, 3, 4], layer.Forward([0, 4], 0));
    }

    [Theory, InlineData(2, 1.0, 0.5, 0.5), InlineData(1, 2.0, 0.1, 0.75), InlineData(9, 1.0, 1.0, 1.3)]
    public void LocalResponseNormalization(int radius, double bias, double alpha, double beta) =>
        FiniteDifferences.CheckLayer(new ReferenceLocalResponseNormalization(radius, bias, alpha, beta), [2, 2, 6]);

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
