using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;
using static ModelCompiler.Testing.Networks.JoinKindSource;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Values of different shapes that meet, channels and axes that change places, and statistics of single samples.</summary>
internal static class MixingCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);

    public static IEnumerable<ModelSource> All => [.. Joins(), .. Broadcasts(), .. Layouts(), .. Normalizations(), .. Separable(), .. Borders(), .. Transposed()];

    private static IEnumerable<ModelSource> Joins()
    {
        foreach (var kind in (JoinKindSource[])[Subtract, Average, Maximum, Minimum])
        {
            yield return Net($"{kind}Maps", [5, 4, 6], Conv(17, 3), Conv(17, 1) with { From = "input" }, new JoinSource(kind, "conv2d_1") { Activation = ActivationSource.Tanh }, Conv(2, 1));
            yield return Net($"{kind}Vectors", [6], new DenseSource(9), new DenseSource(9) { From = "input" }, new JoinSource(kind, "dense_1"), new DenseSource(3));
        }

        yield return Net("AverageThree", [6], new DenseSource(19), new DenseSource(19), new DenseSource(19), new JoinSource(Average, "dense_1", "dense_2"), new DenseSource(3));
        yield return Net("MaximumThree", [6], new DenseSource(19), new DenseSource(19), new DenseSource(19), new JoinSource(Maximum, "dense_1", "dense_2"), new DenseSource(3));
        yield return Net("SubtractItself", [6], new DenseSource(9), new JoinSource(Subtract, "dense_1"), new DenseSource(3));
    }

    private static IEnumerable<ModelSource> Broadcasts()
    {
        foreach (var kind in (JoinKindSource[])[Multiply, Add, Subtract, Maximum])
        {
            yield return Net($"{kind}ByChannels", [5, 4, 6], Conv(17, 3), new GlobalPoolingSource(Max: false) { KeepDims = true }, Conv(17, 1, ActivationSource.Sigmoid),
                new JoinSource(kind, "conv2d_1"), Conv(2, 1));
            yield return Net($"{kind}ByVector", [5, 4, 6], Conv(17, 3), new GlobalPoolingSource(Max: false), new DenseSource(17), new JoinSource(kind, "conv2d_1"), Conv(2, 1));
        }

        yield return Net(
            "SqueezeAndExcite", [6, 6, 5], Conv(20, 3, ActivationSource.SiLU), new GlobalPoolingSource(Max: false) { KeepDims = true }, Conv(4, 1, ActivationSource.SiLU),
            Conv(20, 1, ActivationSource.Sigmoid), new JoinSource(Multiply, "conv2d_1"), Conv(8, 1), new BatchNormalizationSource());
        yield return Net("MultiplyByPlaces", [5, 4, 6], Conv(17, 3), Conv(1, 1, ActivationSource.Sigmoid), new JoinSource(Multiply, "conv2d_1"), Conv(2, 1));
        yield return Net("MultiplyRowsByColumns", [5, 4, 6], Conv(7, 3), new PoolingSource(false, new(5, 1)), Conv(7, 1) with { From = "conv2d_1" }, new PoolingSource(false, new(1, 4)),
            new JoinSource(Multiply, "average_pooling2d_1"), Conv(2, 1));
        yield return Net("AddByOne", [5, 4, 6], Conv(7, 3), new GlobalPoolingSource(Max: true), new DenseSource(1), new ReshapeSource(1, 1, 1), new JoinSource(Add, "conv2d_1"), Conv(2, 1));
        yield return Net(
            "MultiplyOfVectorByMap", [5, 4, 6], Conv(7, 3), new GlobalPoolingSource(Max: true), new DenseSource(7), new JoinSource(Multiply, "conv2d_1"), new FlattenSource(), new DenseSource(3));
        yield return Net("MultiplySequence", [9, 4], new Conv1DSource(7, new(3)), new GlobalPoolingSource(Max: false, Axes: 1) { KeepDims = true },
            new Conv1DSource(7, new(1)) { Activation = ActivationSource.Sigmoid }, new JoinSource(Multiply, "conv1d_1"), new Conv1DSource(2, new(2)));
        yield return Net("MultiplyConcatenated", [5, 4, 6], Conv(7, 3), Conv(9, 1) with { From = "input" }, new JoinSource(Concatenate, "conv2d_1"),
            new GlobalPoolingSource(Max: false) { KeepDims = true }, Conv(16, 1), new JoinSource(Multiply, "concatenate_1"), Conv(2, 1));
        yield return Net("MultiplyPartOfConcatenation", [5, 4, 6], Conv(7, 3), Conv(9, 1) with { From = "input" }, new JoinSource(Concatenate, "conv2d_1"), new GlobalPoolingSource(Max: false),
            new DenseSource(7), new JoinSource(Multiply, "conv2d_1"), new JoinSource(Concatenate, "concatenate_1"), Conv(2, 1));
        foreach (bool max in (bool[])[true, false])
        {
            yield return Net($"Kept{max}", [4, 5, 6], Conv(9, 3), new GlobalPoolingSource(max) { KeepDims = true }, Conv(3, 1));
            yield return Net($"KeptOfSequence{max}", [7, 6], new Conv1DSource(9, new(2)), new GlobalPoolingSource(max, Axes: 1) { KeepDims = true }, new FlattenSource(), new DenseSource(2));
        }
    }

    private static IEnumerable<ModelSource> Layouts()
    {
        foreach (var (name, slice) in ((string, SliceSource)[])[("Channels", new(-1, 3, 7)), ("ChannelsFirst", new(3, 0, 16)), ("Rows", new(1, 1, 3)), ("Columns", new(2, 2, 2)),
            ("Last", new(-2, 3, 1))])
            yield return Net($"Slice{name}", [5, 4, 6], Conv(17, 3), slice, Conv(2, 1));
        yield return Net("SliceOfVector", [9], new DenseSource(19), new SliceSource(1, 3, 11), new DenseSource(3));
        yield return Net("SliceOfInput", [5, 4, 6], new SliceSource(-1, 2, 3), Conv(5, 3));
        yield return Net("SliceAtTheEnd", [9], new DenseSource(19), new SliceSource(-1, 3, 4));
        yield return Net(
            "SplitAndShuffle", [6, 5, 4], Conv(20, 3), new ChannelSplitSource(2, 1, 20), Conv(10, 3, ActivationSource.ReLU), new ChannelSplitSource(2, 0, 20) { From = "conv2d_1" },
            new JoinSource(Concatenate, "conv2d_2"), new ChannelShuffleSource(2), Conv(3, 1));
        foreach (var (groups, channels) in ((int, int)[])[(1, 6), (2, 6), (3, 12), (4, 32), (16, 16)])
            yield return Net($"Shuffle{groups}Of{channels}", [4, 5, 3], Conv(channels, 1), new ChannelShuffleSource(groups), Conv(5, 2));
        yield return Net("ShuffleOfVector", [9], new DenseSource(20), new ChannelShuffleSource(4), new DenseSource(3));
        yield return Net("PixelsTwo", [3, 4, 5], Conv(12, 1), new PixelShuffleSource(2), Conv(2, 2));
        yield return Net("PixelsThree", [2, 3, 5], Conv(18, 1, ActivationSource.ReLU), new PixelShuffleSource(3), Conv(2, 3));
        yield return Net("PixelsToOne", [4, 4, 3], Conv(4, 3), new PixelShuffleSource(2));
        foreach (int[] dims in (int[][])[[1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1], [1, 2, 3]])
            yield return Net($"Permute{string.Concat(dims)}", [4, 5, 3], Conv(18, 1), new PermuteSource(dims), Conv(5, 2));
        yield return Net("PermuteSequence", [7, 3], new Conv1DSource(5, new(2)), new PermuteSource(2, 1), new Conv1DSource(4, new(2)));
        yield return Net("PermuteVector", [7], new DenseSource(5), new PermuteSource(1), new DenseSource(4));
    }

    private static IEnumerable<ModelSource> Normalizations()
    {
        var relu = new ActivationLayerSource(ActivationSource.ReLU);
        yield return Net("LayerNormalized", [4, 5, 3], Conv(17, 1), new SampleNormalizationSource(), relu, Conv(5, 2));
        yield return Net("LayerNormalizedVector", [9], new DenseSource(33), new SampleNormalizationSource(), relu, new DenseSource(3));
        yield return Net("LayerNormalizedSequence", [7, 3], new Conv1DSource(12, new(2)), new SampleNormalizationSource { Epsilon = 1e-5 }, new Conv1DSource(4, new(2)));
        yield return Net("LayerNormalizedPlain", [9], new DenseSource(20), new SampleNormalizationSource { Scale = false, Center = false }, new DenseSource(3));
        foreach (int groups in (int[])[1, 2, 4, -1, 16])
            yield return Net(
                $"GroupNormalized{(groups < 0 ? "Each" : groups)}", [4, 5, 3], Conv(16, 1) with { UseBias = groups is not (-1 or 16) }, new SampleNormalizationSource(groups), relu, Conv(5, 2));
        yield return Net("GroupNormalizedOdd", [4, 5, 3], Conv(21, 1), new SampleNormalizationSource(3) { Scale = false }, Conv(5, 2));
        yield return Net("GroupNormalizedVector", [9], new DenseSource(20), new SampleNormalizationSource(5) { Center = false }, new DenseSource(3));
        yield return Net("GroupNormalizedFrozen", [4, 5, 3], Conv(12, 1), new SampleNormalizationSource(3) { Trainable = false }, Conv(5, 2));
        yield return Net(
            "GroupNormalizedTwice", [4, 5, 3], Conv(12, 1), new SampleNormalizationSource(3), Conv(8, 3), new SampleNormalizationSource(4), new JoinSource(Concatenate, "conv2d_1"), Conv(5, 2));
        yield return Net("NormalizedInput", [4, 5, 6], new SampleNormalizationSource(2), Conv(5, 2));
    }

    private static IEnumerable<ModelSource> Separable()
    {
        yield return Net("SeparableValid", [7, 6, 5], Conv(9, 1), new SeparableConv2DSource(17, new(3, 3)), Conv(2, 1));
        yield return Net("SeparableSame", [7, 6, 5],
            new SeparableConv2DSource(8, new(3, 3) { Padding = ReferencePadding.Same, StrideHeight = 2, StrideWidth = 2 }) { Multiplier = 2, Activation = ActivationSource.ReLU, L2 = 0.01 },
            Conv(2, 1));
        yield return Net("SeparableFrozen", [7, 6, 5], Conv(4, 1), new SeparableConv2DSource(8, new(2, 3)) { UseBias = false, Trainable = false });
    }

    private static IEnumerable<ModelSource> Borders()
    {
        WindowSource uneven = new(3, 3) { Padding = ReferencePadding.Explicit, Pad = 1, PadAfter = (0, 2) };
        yield return Net("UnevenConvolution", [6, 7, 3], Conv(5, 1), new Conv2DSource(17, uneven), Conv(2, 1));
        yield return Net("UnevenStrided", [6, 7, 3], Conv(5, 1), new Conv2DSource(7, uneven with { Pad = 0, PadAfter = (1, 1), StrideHeight = 2, StrideWidth = 2 }), Conv(2, 1));
        yield return Net("UnevenDepthwise", [6, 7, 3], Conv(18, 1), new DepthwiseConv2DSource(uneven), Conv(2, 1));
        yield return Net("Causal", [9, 3], new Conv1DSource(5, new(3, 1, 2, ReferencePadding.Explicit, 4) { PadAfter = 0 }), new Conv1DSource(4, new(2)));
        foreach (bool max in (bool[])[true, false])
        {
            string kind = max ? "Max" : "Average";
            yield return Net($"{kind}Uneven", [6, 7, 3], Conv(5, 1), new PoolingSource(max, uneven with { StrideHeight = 2, StrideWidth = 2 }));
            foreach (var (name, input, window) in RoundedUp()) yield return Net($"{kind}{name}", input, Conv(5, 1), new PoolingSource(max, window));
            yield return Net($"{kind}RoundedUpSequence", [8, 3], new Conv1DSource(5, new(1)), new Pooling1DSource(max, new(3, 2) { RoundsUp = true }));
        }

        foreach (var (name, input, window) in RoundedUp()) yield return Net($"AverageCounting{name}", input, Conv(5, 1), new PoolingSource(false, window) { CountsPadding = true });
        yield return Net("AverageCountingPad", [6, 5, 3], Conv(5, 1),
            new PoolingSource(false, new(3, 3) { StrideHeight = 1, StrideWidth = 1, Padding = ReferencePadding.Explicit, Pad = 1 }) { CountsPadding = true });
        yield return Net(
            "AverageCountingSame", [7, 6, 3], Conv(5, 1), new PoolingSource(false, new(3, 3) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Same }) { CountsPadding = true });
        yield return Net("AverageCountingUneven", [6, 7, 3], Conv(5, 1), new PoolingSource(false, uneven with { StrideHeight = 1, StrideWidth = 1 }) { CountsPadding = true });
    }

    private static IEnumerable<(string Name, int[] Input, WindowSource Window)> RoundedUp()
    {
        yield return ("RoundedUp", [8, 7, 3], new(3, 3) { StrideHeight = 2, StrideWidth = 2, RoundsUp = true });
        yield return ("RoundedUpPadded", [8, 6, 3], new(3, 3) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Explicit, Pad = 1, RoundsUp = true });
        // PyTorch's exception: the last window would begin in the padding, and is none.
        yield return ("RoundedUpBeyond", [5, 6, 3], new(2, 2) { StrideHeight = 3, StrideWidth = 3, Padding = ReferencePadding.Explicit, Pad = 1, RoundsUp = true });
    }

    private static IEnumerable<ModelSource> Transposed()
    {
        WindowSource strided = new(3, 3) { StrideHeight = 2, StrideWidth = 2 };
        (string Name, WindowSource Window, int? More)[] cases =
        [
            ("Padded", strided with { Padding = ReferencePadding.Explicit, Pad = 1 }, null),
            ("PaddedOneMore", strided with { Padding = ReferencePadding.Explicit, Pad = 1 }, 1),
            ("ValidOneMore", strided, 1),
            ("ValidNoneMore", strided, 0),
            ("SameOneMore", strided with { Padding = ReferencePadding.Same }, 1),
            ("SameNoneMore", strided with { Padding = ReferencePadding.Same }, 0),
            ("FarMore", new(2, 3) { StrideHeight = 4, StrideWidth = 3 }, 2),
            ("Uneven", strided with { Padding = ReferencePadding.Explicit, Pad = 0, PadAfter = (1, 2) }, null),
        ];
        foreach (var (name, window, more) in cases)
            yield return Net($"Transposed{name}", [4, 5, 3], Conv(5, 1), new Conv2DTransposeSource(6, window) { OutputPadding = more, Activation = ActivationSource.Tanh }, Conv(2, 2));
    }

    private static ModelSource Net(string name, int[] input, params LayerSource[] layers) => new($"Mix{name}", input, layers, Squared);

    private static Conv2DSource Conv(int filters, int size, ActivationSource activation = ActivationSource.Linear) =>
        new(filters, new(size, size) { Padding = ReferencePadding.Same }) { Activation = activation };
}
