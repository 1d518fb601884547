using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A random test is worth what it draws: everything that can be declared must come up, and the same seed must mean the same networks.</summary>
public class RandomNetworksCoverTests
{
    private static readonly ModelSource[] Drawn = Draw(seed: 1, count: 300);

    [Fact]
    public void Equal_seeds_draw_equal_networks() =>
        Assert.Equal(Drawn.Take(50).Select(m => m.Declaration), Draw(seed: 1, count: 50).Select(m => m.Declaration));

    [Fact]
    public void Every_layer_activation_and_loss_comes_up()
    {
        var text = string.Concat(Drawn.Select(m => m.Declaration));
        string[] layers = ["Conv2D(", "Dense(", "Flatten", "Reshape(", "ZeroPadding2D(", "MaxPooling2D(", "AveragePooling2D(", "GlobalAveragePooling2D", "GlobalMaxPooling2D", "GlobalMaxPooling1D",
            "Conv1D(", "Conv2DTranspose(", "Cropping2D(", "UpSampling2D(", "PositionBias", "LocalResponseNormalization", "FixedConv2D(", "MedianFilter2D(", "GradientMagnitude(", "DepthwiseConv2D(",
            "MaxPooling1D(", "AveragePooling1D(", "Dropout(", "BatchNormalization", "Add(", "Multiply(", "Concatenate(", "Subtract(", "Average(", "Maximum(", "Minimum(", "SpatialDropout2D(",
            "StochasticDepth(", "Slice(", "ChannelSplit(", "ChannelShuffle(", "PixelShuffle(", "Permute(", "LayerNormalization", "GroupNormalization(", "SeparableConv2D(", "PReLU", "Clip("];
        Assert.All(layers, layer => Assert.Contains($"[{layer}", text));
        Assert.All(Enum.GetNames<ActivationSource>().Skip(1), name => Assert.Contains($"[{name}", text));
        Assert.All(Enum.GetNames<ActivationSource>().Skip(1), name => Assert.Contains($"Activation.{name}", text));
        Assert.All(Enum.GetNames<LossKindSource>(), name => Assert.Contains($"Loss.{name}", text));
        string[] options = ["Strides =", "StrideWidth =", "Dilation =", "DilationHeight =", "Padding.Same", "Pad =", "UseBias = false", "Trainable = false", "L1 =", "L2 =", "Delta =", "Groups =",
            "DepthMultiplier =", "Momentum =", "Epsilon =", "Scale = false", "Center = false", "From =", "[Output(", "Output = ", "Weight =", "KeepDims =", "CeilMode =", "CountIncludePad =",
            "OutputPadding =", "PadRight =", "SharedAxes =", "NegativeSlope =", "MaxValue ="];
        Assert.All(options, option => Assert.Contains(option, text));
    }

    [Fact]
    public void Shapes_are_small_odd_and_of_every_rank()
    {
        Assert.All(Drawn, m => Assert.InRange(m.Reference().OutputSize, 1, 100_000));
        Assert.Equal([1, 2, 3], Drawn.Select(m => m.Input.Length).Distinct().Order());
        Assert.Contains(Drawn, m => m.Reference().OutputShape is [> 1, > 1, > 1] && m.Layers[^1] is ActivationLayerSource { Activation: ActivationSource.Softmax });
        int[] channels = [.. Drawn.SelectMany(m => m.Layers).OfType<Conv2DSource>().Select(c => c.Filters).Distinct()];
        Assert.True(channels.Length > 20, $"only {channels.Length} different numbers of filters");
    }

    [Fact]
    public void Training_has_something_to_train() =>
        Assert.All(Drawn.Where(m => m.Loss is not null), m => Assert.Contains(m.Reference().Parameters, p => p.Trainable));

    private static ModelSource[] Draw(ulong seed, int count)
    {
        var networks = new RandomNetworks(seed);
        return [.. Enumerable.Range(0, count).Select(i => networks.Next($"Random{i}"))];
    }
}
