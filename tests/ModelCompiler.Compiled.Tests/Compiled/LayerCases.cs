using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Small networks, one for each layer and option: what a failure names is what is broken.</summary>
internal static class LayerCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);

    public static IReadOnlyList<ModelSource> All { get; } = [.. Convolutions(), .. Poolings(), .. Dense(), .. Activations(), .. Layouts(), .. Losses(), .. Options(), .. GraphCases.All,
        .. ChannelCases.All, .. SequenceCases.All, .. PictureCases.All, .. MixingCases.All, .. PrecisionCases.All];

    private static IEnumerable<ModelSource> Convolutions()
    {
        (string Name, int[] Input, int Filters, WindowSource Window)[] cases =
        [
            ("Valid", [7, 6, 3], 5, new(3, 3)),
            ("PointWise", [5, 4, 7], 9, new(1, 1)),
            ("NotSquare", [9, 6, 2], 6, new(4, 2)),
            ("Row", [6, 11, 2], 3, new(1, 5)),
            ("Column", [11, 3, 4], 20, new(5, 1)),
            ("Whole", [4, 5, 3], 8, new(4, 5)),
            ("Same", [7, 6, 3], 4, new(3, 3) { Padding = ReferencePadding.Same }),
            ("SameEven", [6, 7, 2], 3, new(2, 4) { Padding = ReferencePadding.Same }),
            ("SameStrided", [8, 7, 3], 6, new(3, 3) { Padding = ReferencePadding.Same, StrideHeight = 2, StrideWidth = 2 }),
            ("SameStrideOverKernel", [9, 10, 3], 4, new(2, 2) { Padding = ReferencePadding.Same, StrideHeight = 3, StrideWidth = 3 }),
            ("SameOnePixel", [1, 1, 5], 4, new(3, 3) { Padding = ReferencePadding.Same }),
            ("Pad", [5, 6, 3], 7, new(3, 3) { Padding = ReferencePadding.Explicit, Pad = 2 }),
            ("PadBeyondKernel", [3, 4, 2], 3, new(2, 2) { Padding = ReferencePadding.Explicit, Pad = 3 }),
            ("PadStrided", [7, 8, 2], 5, new(3, 3) { Padding = ReferencePadding.Explicit, Pad = 1, StrideHeight = 2, StrideWidth = 2 }),
            ("Strided", [9, 8, 3], 5, new(3, 2) { StrideHeight = 2, StrideWidth = 2 }),
            ("StridesDiffer", [9, 10, 2], 4, new(3, 3) { StrideHeight = 1, StrideWidth = 3 }),
            ("StrideOverKernel", [10, 9, 2], 3, new(2, 1) { StrideHeight = 3, StrideWidth = 3 }),
            ("Dilated", [9, 8, 2], 4, new(3, 3) { DilationHeight = 2, DilationWidth = 2 }),
            ("DilationsDiffer", [9, 10, 2], 4, new(2, 3) { DilationHeight = 3, DilationWidth = 1 }),
            ("DilatedSameStrided", [9, 8, 2], 4, new(3, 3) { DilationHeight = 2, DilationWidth = 2, StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Same }),
            ("TwentyChannels", [8, 8, 20], 40, new(5, 5)),
            ("ManyChannels", [3, 3, 37], 33, new(3, 3) { Padding = ReferencePadding.Same }),
            ("OneFilter", [6, 6, 16], 1, new(3, 3)),
            // Rows of several tiles, with many channels: taps are looped over, in runs that differ at borders.
            ("LongRowsStrided", [3, 57, 18], 17, new(3, 3) { Padding = ReferencePadding.Same, StrideHeight = 2, StrideWidth = 2 }),
            ("LongRowsSame", [3, 34, 16], 18, new(3, 5) { Padding = ReferencePadding.Same }),
            ("LongRowsDilated", [2, 37, 16], 17, new(2, 3) { Padding = ReferencePadding.Same, DilationWidth = 3 }),
            // Channels that fill vectors badly: taps stand beside them as lanes.
            ("FewChannels", [12, 13, 16], 6, new(5, 5)),
            ("FewChannelsPadded", [9, 10, 16], 6, new(5, 5) { Padding = ReferencePadding.Explicit, Pad = 2 }),
            ("FewChannelsSameEven", [9, 14, 20], 20, new(3, 4) { Padding = ReferencePadding.Same }),
            ("FewChannelsRow", [7, 40, 9], 3, new(1, 7)),
            // One channel: lanes along the width, rows turned as they are stored.
            ("OneChannelWide", [6, 28, 1], 6, new(5, 5)),
            ("OneChannelOdd", [5, 22, 1], 5, new(2, 3)),
            // Weights and maps beyond what the cost model takes a cache to hold: other loop orders.
            ("WideWeights", [5, 6, 96], 97, new(3, 3) { Padding = ReferencePadding.Same }),
            ("LargeMaps", [23, 24, 5], 20, new(3, 3)),
        ];
        foreach (var (name, input, filters, window) in cases)
        {
            // A first layer has no gradient at its input, so the case stands behind one.
            yield return new($"Conv2D{name}", input, [new Conv2DSource(input[2], new(1, 1)), new Conv2DSource(filters, window)], Squared);
            yield return new($"Conv2D{name}Rectified", input, [new Conv2DSource(filters, window) { Activation = ActivationSource.ReLU }, new Conv2DSource(3, new(1, 1))], Squared);
        }
    }

    private static IEnumerable<ModelSource> Poolings()
    {
        (string Name, int[] Input, WindowSource Window)[] cases =
        [
            ("Two", [6, 8, 3], new(2, 2)),
            ("TwoOdd", [7, 5, 4], new(2, 2)),
            ("NotSquare", [8, 9, 5], new(2, 3)),
            ("Overlapping", [7, 9, 3], new(3, 3) { StrideHeight = 2, StrideWidth = 2 }),
            ("Dense", [5, 6, 20], new(3, 2) { StrideHeight = 1, StrideWidth = 1 }),
            ("Gaps", [9, 9, 2], new(2, 2) { StrideHeight = 3, StrideWidth = 3 }),
            ("Same", [7, 6, 3], new(3, 3) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Same }),
            ("SameOverlapping", [5, 6, 17], new(3, 3) { StrideHeight = 1, StrideWidth = 1, Padding = ReferencePadding.Same }),
            ("Pad", [6, 5, 2], new(3, 3) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Explicit, Pad = 1 }),
            ("Whole", [5, 7, 11], new(5, 7)),
        ];
        foreach (var (name, input, window) in cases)
            foreach (bool max in (bool[])[true, false])
            {
                string kind = max ? "Max" : "Average";
                yield return new($"{kind}Pooling2D{name}", input, [new Conv2DSource(input[2], new(1, 1)), new PoolingSource(max, window)], Squared);
                // Behind a ReLU most windows hold equal zeros: the tie must fall as the reference says.
                yield return new(
                    $"{kind}Pooling2D{name}Rectified", input,
                    [new Conv2DSource(input[2], new(2, 2) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.ReLU }, new PoolingSource(max, window), new FlattenSource(),
                        new DenseSource(3)],
                    Squared);
            }
        yield return new("GlobalAverage", [5, 6, 19], [new Conv2DSource(19, new(1, 1)), new GlobalPoolingSource(Max: false)], Squared);
        yield return new("GlobalAverageOfOne", [1, 1, 3], [new Conv2DSource(4, new(1, 1)), new GlobalPoolingSource(Max: false), new DenseSource(2)], Squared);
    }

    private static IEnumerable<ModelSource> Dense()
    {
        foreach (int inputs in (int[])[1, 3, 16, 37, 200])
            foreach (int units in (int[])[1, 4, 10, 16, 33, 100])
                yield return new($"Dense{inputs}To{units}", [inputs], [new DenseSource(inputs), new DenseSource(units)], Squared);
    }

    private static IEnumerable<ModelSource> Activations()
    {
        foreach (var activation in Enum.GetValues<ActivationSource>().Where(a => a != ActivationSource.Linear))
        {
            yield return new($"{activation}Fused", [5, 4, 3],
                [new Conv2DSource(7, new(2, 2)) { Activation = activation }, new FlattenSource(), new DenseSource(5) { Activation = activation }, new DenseSource(3)], Squared);
            yield return new($"{activation}Layer", [5, 4, 3], [new ActivationLayerSource(activation), new Conv2DSource(7, new(2, 2)), new ActivationLayerSource(activation), new FlattenSource(),
                new DenseSource(5), new ActivationLayerSource(activation)], Squared);
        }
        yield return new("LeakyReLUSlope", [9], [new DenseSource(9), new ActivationLayerSource(ActivationSource.LeakyReLU) { Alpha = 0.01 }, new DenseSource(4)], Squared);
        yield return new("ELUSlope", [9], [new DenseSource(9), new ActivationLayerSource(ActivationSource.ELU) { Alpha = 2.5 }, new DenseSource(4)], Squared);
        yield return new("ReLUSlope", [9], [new DenseSource(19), new ReLUSource(0.2), new DenseSource(4)], Squared);
        yield return new("ReLUThreshold", [9], [new DenseSource(19), new ReLUSource(0, 0.5), new DenseSource(4)], Squared);
        yield return new("ReLUWithAll", [4, 5, 3], [new Conv2DSource(9, new(2, 2)), new ReLUSource(0.1, 0.25, 1.5), new Conv2DSource(4, new(1, 1))], Squared);
        yield return new("ReLUOfThree", [9], [new DenseSource(19), new ReLUSource(Most: 3), new DenseSource(4)], Squared);
        // Of one shape, so that nothing but the limits keeps their kernels apart.
        yield return new("ReLUOfTwoLimits", [19], [new DenseSource(19), new ReLUSource(Most: 0.3), new DenseSource(19), new ReLUSource(Most: 0.9), new DenseSource(4)], Squared);
        yield return new("ReLUOfTwoThresholds", [19], [new DenseSource(19), new ReLUSource(0, 0.1), new DenseSource(19), new ReLUSource(0, 0.4), new DenseSource(4)], Squared);
        yield return new("ClipBoth", [5, 4, 3], [new Conv2DSource(7, new(2, 2)), new ClipSource(-0.5, 0.75), new Conv2DSource(3, new(1, 1))], Squared);
        yield return new("ClipBelow", [9], [new DenseSource(19), new ClipSource(-0.25, double.PositiveInfinity), new DenseSource(4)], Squared);
        yield return new("ClipAbove", [9], [new DenseSource(19), new ClipSource(double.NegativeInfinity, 0.25), new DenseSource(4)], Squared);
        yield return new("GELUByTanh", [5, 4, 3], [new Conv2DSource(7, new(2, 2)), new ApproximateGELUSource(), new Conv2DSource(3, new(1, 1))], Squared);
        foreach (int[] shared in (int[][])[[], [1, 2], [1, 2, 3], [3], [2], [1, 3]])
            yield return new($"PReLU{string.Concat(shared)}", [5, 4, 3], [new Conv2DSource(17, new(2, 2)), new PReLUSource(shared), new Conv2DSource(3, new(1, 1))], Squared);
        yield return new("PReLUOfVector", [9], [new DenseSource(19), new PReLUSource(), new DenseSource(5), new PReLUSource(1), new DenseSource(3)], Squared);
        yield return new("PReLUOfSequence", [9, 3], [new Conv1DSource(5, new(2)), new PReLUSource(1), new Conv1DSource(4, new(2))], Squared);
        yield return new("PReLUFrozen", [9], [new DenseSource(19), new PReLUSource { Trainable = false }, new DenseSource(4)], Squared);
        yield return new("SoftmaxInside", [4, 3, 6], [new Conv2DSource(5, new(1, 1)), new ActivationLayerSource(ActivationSource.Softmax), new Conv2DSource(3, new(2, 2))], Squared);
    }

    private static IEnumerable<ModelSource> Layouts()
    {
        yield return new("ReshapeMap", [4, 6, 5], [new Conv2DSource(5, new(1, 1)), new ReshapeSource(6, -1, 2), new Conv2DSource(3, new(2, 2))], Squared);
        yield return new("ReshapeVector", [24], [new DenseSource(30), new ReshapeSource(2, 3, 5), new Conv2DSource(4, new(2, 2)), new ReshapeSource(-1), new DenseSource(3)], Squared);
        yield return new("Sequence", [5, 7], [new ActivationLayerSource(ActivationSource.Softmax), new FlattenSource(), new DenseSource(4)], Squared);
        yield return new("PaddingAll", [3, 4, 2], [new Conv2DSource(3, new(1, 1)), new ZeroPaddingSource(2, 2, 2, 2), new Conv2DSource(5, new(3, 3))], Squared);
        yield return new("PaddingPairs", [3, 4, 5], [new Conv2DSource(3, new(1, 1)), new ZeroPaddingSource(1, 1, 3, 3)], Squared);
        yield return new("PaddingSides", [3, 4, 17], [new Conv2DSource(17, new(1, 1)), new ZeroPaddingSource(0, 1, 2, 3), new PoolingSource(true, new(2, 2))], Squared);
        yield return new("PaddingFirst", [5, 5, 1], [new ZeroPaddingSource(2, 2, 2, 2), new Conv2DSource(6, new(5, 5))], Squared);
    }

    private static IEnumerable<ModelSource> Losses()
    {
        foreach (var kind in Enum.GetValues<LossKindSource>())
        {
            var activation = kind switch
            {
                LossKindSource.CategoricalCrossEntropy => ActivationSource.Softmax,
                LossKindSource.BinaryCrossEntropy or LossKindSource.Poisson or LossKindSource.BinaryFocalCrossEntropy or LossKindSource.Dice => ActivationSource.Sigmoid,
                LossKindSource.KLDivergence => ActivationSource.Softmax,
                _ => ActivationSource.Linear,
            };
            // A softmax over one class is always 1, and the angle between numbers has no slope.
            foreach (int units in activation == ActivationSource.Softmax || kind == LossKindSource.CosineSimilarity ? (int[])[2, 3, 10, 19] : [1, 2, 10, 19])
                yield return new($"{kind}Of{units}", [6], [new DenseSource(units) { Activation = activation }], new(kind));
            yield return new($"{kind}OfMap", [3, 4, 2], [new Conv2DSource(5, new(2, 2)) { Activation = activation }], new(kind));
            yield return new($"{kind}Reshaped", [12],
                [new DenseSource(12), new ReshapeSource(4, 3), .. activation == ActivationSource.Linear ? (LayerSource[])[] : [new ActivationLayerSource(activation)]], new(kind));
        }
        foreach (double gamma in (double[])[0, 0.5, 1, 3])
            yield return new($"Focal{gamma * 10:0}", [6], [new DenseSource(5) { Activation = ActivationSource.Sigmoid }], new(LossKindSource.BinaryFocalCrossEntropy) { Gamma = gamma });
        yield return new("HuberWide", [6], [new DenseSource(5)], new(LossKindSource.Huber, 2.5));
        yield return new("HuberNarrow", [6], [new DenseSource(5)], new(LossKindSource.Huber, 0.125));
        yield return new("PoissonOfSoftmax", [6], [new DenseSource(5) { Activation = ActivationSource.Softmax }], new(LossKindSource.Poisson));
        yield return new("SquaredSoftmax", [6], [new DenseSource(5) { Activation = ActivationSource.Softmax }], Squared);
    }

    private static IEnumerable<ModelSource> Options()
    {
        yield return new(
            "NoBias", [5, 5, 2], [new Conv2DSource(4, new(3, 3)) { UseBias = false, Activation = ActivationSource.ReLU }, new FlattenSource(), new DenseSource(7) { UseBias = false }], Squared);
        yield return new(
            "Penalties", [5, 5, 2], [new Conv2DSource(4, new(3, 3)) { L1 = 0.01 }, new FlattenSource(), new DenseSource(7) { L2 = 0.05 }, new DenseSource(3) { L1 = 0.02, L2 = 0.03 }], Squared);
        yield return new("FrozenFirst", [5, 5, 2], [new Conv2DSource(4, new(3, 3)) { Trainable = false }, new FlattenSource(), new DenseSource(7)], Squared);
        yield return new("FrozenMiddle", [9], [new DenseSource(8), new DenseSource(7) { Trainable = false, L2 = 0.1 }, new DenseSource(3)], Squared);
        yield return new("FrozenLast", [9], [new DenseSource(8), new DenseSource(7) { Trainable = false }], Squared);
        yield return new("Named", [9], [new DenseSource(8) { Name = "stem" }, new DenseSource(7)], Squared);
        yield return new("InferenceOnly", [5, 5, 2], [new Conv2DSource(4, new(3, 3)), new FlattenSource(), new DenseSource(7)], null);
        yield return new("DropoutOfNothing", [9], [new DropoutSource(0), new DenseSource(7)], Squared);
    }
}
