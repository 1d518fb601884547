using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Layers that treat channels apart: normalization, convolutions in groups and channel by channel.</summary>
internal static class ChannelCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);

    public static IEnumerable<ModelSource> All => [.. Normalizations(), .. Groups()];

    private static IEnumerable<ModelSource> Normalizations()
    {
        var rectified = new ActivationLayerSource(ActivationSource.ReLU);
        foreach (int channels in (int[])[1, 3, 10, 16, 20, 37])
            yield return new(
                $"BatchNormalization{channels}", [5, 6, channels], [new Conv2DSource(channels, new(1, 1)), new BatchNormalizationSource(), rectified, new Conv2DSource(3, new(2, 2))], Squared);
        yield return new("BatchNormalizationFirst", [4, 5, 3], [new BatchNormalizationSource(), new Conv2DSource(4, new(3, 3))], Squared);
        yield return new("BatchNormalizationLast", [4, 5, 3], [new Conv2DSource(7, new(3, 3)) { UseBias = false }, new BatchNormalizationSource()], Squared);
        yield return new("BatchNormalizationOfVector", [9], [new DenseSource(21), new BatchNormalizationSource(), rectified, new DenseSource(4)], Squared);
        yield return new("BatchNormalizationOfSequence", [6, 5], [new BatchNormalizationSource(), new ActivationLayerSource(ActivationSource.Tanh), new FlattenSource(), new DenseSource(4)], Squared);
        yield return new("BatchNormalizationTwice", [6, 6, 3], [
            new Conv2DSource(8, new(3, 3)), new BatchNormalizationSource(), rectified, new Conv2DSource(8, new(1, 1)), new BatchNormalizationSource(), rectified, new GlobalPoolingSource(Max: false),
            new DenseSource(3)], Squared);
        yield return new(
            "BatchNormalizationPlain", [5, 5, 4], [new Conv2DSource(6, new(2, 2)), new BatchNormalizationSource { Scale = false, Center = false }, new Conv2DSource(3, new(1, 1))], Squared);
        yield return new(
            "BatchNormalizationScaled", [5, 5, 4], [new Conv2DSource(6, new(2, 2)), new BatchNormalizationSource { Center = false, Epsilon = 0.1 }, new Conv2DSource(3, new(1, 1))], Squared);
        yield return new(
            "BatchNormalizationCentered", [5, 5, 4], [new Conv2DSource(6, new(2, 2)), new BatchNormalizationSource { Scale = false, Momentum = 0.5 }, new Conv2DSource(3, new(1, 1))], Squared);
        yield return new("BatchNormalizationFrozen", [5, 5, 4], [new Conv2DSource(6, new(2, 2)), new BatchNormalizationSource { Trainable = false }, new Conv2DSource(3, new(1, 1))], Squared);
        yield return new("BatchNormalizationInference", [5, 5, 4], [new Conv2DSource(6, new(2, 2)), new BatchNormalizationSource(), rectified], null);
        // Larger than a cache line's worth of channels and than what rows share a kernel for by size.
        yield return new("BatchNormalizationLarge", [24, 23, 33],
            [new Conv2DSource(33, new(1, 1)), new BatchNormalizationSource(), rectified, new PoolingSource(true, new(4, 4)), new FlattenSource(), new DenseSource(2)], Squared);
    }

    private static IEnumerable<ModelSource> Groups()
    {
        (string Name, int Channels, int Filters, int Groups, WindowSource Window)[] cases =
        [
            ("Two", 6, 8, 2, new(3, 3)),
            ("TwoWide", 40, 34, 2, new(3, 2)),
            ("Three", 9, 6, 3, new(2, 2) { Padding = ReferencePadding.Same }),
            ("Strided", 8, 12, 4, new(3, 3) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Explicit, Pad = 1 }),
            ("OneFilterEach", 8, 4, 4, new(2, 3)),
            ("OneChannelEach", 5, 5, 5, new(3, 3)),
            ("OneChannelManyFilters", 4, 12, 4, new(2, 2)),
        ];
        foreach (var (name, channels, filters, groups, window) in cases)
            yield return new($"Groups{name}", [7, 6, 3], [
                new Conv2DSource(channels, new(1, 1)), new Conv2DSource(filters, window) { Groups = groups, Activation = ActivationSource.ReLU, L2 = 0.01 }, new Conv2DSource(2, new(1, 1))], Squared);

        (string Name, int Channels, DepthwiseConv2DSource Layer)[] depthwise =
        [
            ("Three", 3, new(new(3, 3))),
            ("Wide", 37, new(new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.ReLU }),
            ("Strided", 20, new(new(3, 3) { Padding = ReferencePadding.Same, StrideHeight = 2, StrideWidth = 2 }) { Activation = ActivationSource.Tanh, L1 = 0.01 }),
            // Epilogues that are loops over the cells of a tile, the last of which has fewer; and vectors that overlap, whose lanes may not be finished twice.
            ("FunctionWide", 37, new(new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Sigmoid }),
            ("FunctionTen", 10, new(new(3, 2) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh }),
            ("Dilated", 16, new(new(2, 2) { DilationHeight = 2, DilationWidth = 3 }) { UseBias = false }),
            ("Multiplied", 5, new(new(2, 3)) { Multiplier = 4, Activation = ActivationSource.ReLU }),
            ("One", 1, new(new(3, 3))),
        ];
        foreach (var (name, channels, layer) in depthwise)
        {
            yield return new($"Depthwise{name}", [7, 8, 2], [new Conv2DSource(channels, new(1, 1)), layer, new Conv2DSource(3, new(1, 1))], Squared);
            yield return new($"Depthwise{name}First", [7, 8, channels], [layer, new BatchNormalizationSource(), new ActivationLayerSource(ActivationSource.ReLU)], Squared);
        }
    }
}
