using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Layers that enlarge, crop and filter maps, biases for places, and response normalization.</summary>
internal static class PictureCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);

    public static IEnumerable<ModelSource> All => [.. Transposed(), .. Resampled(), .. Filters(), .. Medians(), .. Responses()];

    private static IEnumerable<ModelSource> Transposed()
    {
        (string Name, int Channels, int Filters, WindowSource Window)[] cases =
        [
            ("One", 3, 4, new(3, 3)),
            ("Two", 3, 4, new(2, 2) { StrideHeight = 2, StrideWidth = 2 }),
            ("Same", 5, 17, new(3, 3) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Same }),
            ("SameEven", 20, 8, new(4, 4) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Same }),
            ("Gaps", 3, 5, new(2, 2) { StrideHeight = 3, StrideWidth = 3 }),
            ("Differs", 4, 6, new(3, 2) { StrideHeight = 1, StrideWidth = 3, Padding = ReferencePadding.Same }),
            ("Dilated", 3, 4, new(2, 3) { DilationHeight = 2, DilationWidth = 2, StrideHeight = 2, StrideWidth = 2 }),
        ];
        foreach (var (name, channels, filters, window) in cases)
            yield return new($"Transposed{name}", [4, 5, 3], [
                new Conv2DSource(channels, new(1, 1)), new Conv2DTransposeSource(filters, window) { Activation = ActivationSource.ReLU, L2 = 0.01 }, new Conv2DSource(2, new(2, 2))], Squared);
    }

    private static IEnumerable<ModelSource> Resampled()
    {
        var before = new Conv2DSource(5, new(1, 1));
        var after = new Conv2DSource(2, new(2, 2));
        yield return new("Cropped", [6, 7, 3], [before, new CroppingSource(1, 2, 0, 3), after], Squared);
        yield return new("CroppedOneSide", [6, 7, 3], [before, new CroppingSource(0, 5, 0, 0), new FlattenSource(), new DenseSource(3)], Squared);
        foreach (bool bilinear in (bool[])[false, true])
        {
            string kind = bilinear ? "Bilinear" : "Nearest";
            yield return new($"{kind}Two", [4, 5, 3], [before, new UpSamplingSource(2, 2, bilinear), after], Squared);
            yield return new($"{kind}Differs", [4, 3, 2], [new Conv2DSource(17, new(2, 2)), new UpSamplingSource(3, 4, bilinear), new ActivationLayerSource(ActivationSource.Tanh)], Squared);
            yield return new($"{kind}OfOne", [1, 3, 2], [before, new UpSamplingSource(2, 1, bilinear), new FlattenSource(), new DenseSource(3)], Squared);
        }
        yield return new(
            "PositionBias", [4, 5, 3], [new Conv2DSource(1, new(1, 1)) { UseBias = false }, new PositionBiasSource(), new FlattenSource(), new ActivationLayerSource(ActivationSource.Softmax)],
            new(LossKindSource.CategoricalCrossEntropy));
        yield return new("PositionBiasOfVector", [7], [new DenseSource(9), new PositionBiasSource(), new DenseSource(3), new PositionBiasSource(Trainable: false)], Squared);
    }

    private static IEnumerable<ModelSource> Filters()
    {
        var before = new Conv2DSource(3, new(1, 1));
        (string Name, FixedConv2DSource Layer)[] cases =
        [
            ("Difference", new(1, 2, [-1, 1])),
            ("Column", new(3, 1, [0.25, 0.5, 0.25]) { Same = true }),
            ("Wide", new(2, 5, [1, 2, 3, 4, 5, 5, 4, 3, 2.5, 1])),
            ("SobelX", new(3, 3, [-1, 0, 1, -2, 0, 2, -1, 0, 1]) { Known = "SobelX", Same = true }),
        ];
        foreach (var (name, layer) in cases)
        {
            yield return new($"Fixed{name}", [6, 8, 2], [before, layer, new Conv2DSource(2, new(1, 1))], Squared);
            yield return new($"Fixed{name}First", [6, 19, 1], [layer, new FlattenSource(), new DenseSource(3)], Squared);
        }
        yield return new("FixedAlone", [9, 21, 3], [new FixedConv2DSource(3, 3, [0, 1, 0, 1, -4, 1, 0, 1, 0]) { Known = "Laplacian" }, new ActivationLayerSource(ActivationSource.ReLU)], null);
        foreach (bool same in (bool[])[true, false])
            yield return new($"Magnitude{(same ? "Same" : "")}", [6, 8, 2], [before, new GradientMagnitudeSource(same), new Conv2DSource(2, new(1, 1))], Squared);
    }

    private static IEnumerable<ModelSource> Medians()
    {
        foreach (int size in (int[])[1, 3, 5])
            foreach (bool same in (bool[])[true, false])
                yield return new($"Median{size}{(same ? "Same" : "")}", [7, 9, 2], [new Conv2DSource(3, new(2, 2)), new MedianFilterSource(size, same), new Conv2DSource(2, new(1, 1))], Squared);
        yield return new("MedianAlone", [9, 11, 1], [new MedianFilterSource()], null);
    }

    private static IEnumerable<ModelSource> Responses()
    {
        (string Name, int[] Input, LocalResponseNormalizationSource Layer)[] cases =
        [
            ("Default", [3, 4, 17], new()),
            ("AlexNet", [3, 4, 32], new(2, 2, 1e-4, 0.75)),
            ("Strong", [3, 4, 20], new(2, 0.5, 0.3, 0.75)),
            ("One", [3, 4, 6], new(0, 1, 0.5, 1)),
            ("Odd", [3, 4, 5], new(1, 1.5, 0.7, 0.6)),
            ("WiderThanChannels", [3, 4, 3], new(9)),
            ("OfVector", [21], new(3)),
            ("Nothing", [3, 4, 6], new(2, 1, 1, 0)),
        ];
        foreach (var (name, input, layer) in cases)
        {
            LayerSource before = input.Length == 1 ? new DenseSource(input[0]) : new Conv2DSource(input[2], new(1, 1)) { Activation = ActivationSource.Tanh };
            yield return new($"Responses{name}", input, input.Length == 1 ? [before, layer, new DenseSource(3)] : [before, layer, new FlattenSource(), new DenseSource(3)], Squared);
        }
    }
}
