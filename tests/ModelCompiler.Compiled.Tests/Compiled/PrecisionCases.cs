using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Layers whose weights are more than a first-level cache holds, kept in fewer bits: in the order in which they were declared, packed, in groups, transposed, as lanes of taps, read by two
/// layers of one batch.</summary>
internal static class PrecisionCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);
    private static readonly WindowSource Three = new(3, 3) { Padding = ReferencePadding.Same };

    public static IEnumerable<ModelSource> All { get; } =
    [
        .. from precision in (ReferencePrecision[])[ReferencePrecision.BFloat16, ReferencePrecision.Int8, ReferencePrecision.Int8Activations]
           from net in Nets()
           select net with { Name = $"{net.Name}In{precision}", Precision = precision },
    ];

    private static IEnumerable<ModelSource> Nets()
    {
        yield return Net("DenseKept", [130], new DenseSource(70) { Activation = ActivationSource.ReLU }, new DenseSource(3));
        yield return Net("DenseOddKept", [301], new DenseSource(37) { UseBias = false }, new DenseSource(3));
        yield return Net("DenseToOneKept", [8100], new DenseSource(1));
        yield return Net("DenseOfMapKept", [7, 5, 12], new FlattenSource(), new DenseSource(64), new DenseSource(3));
        yield return Net("ConvolutionKept", [6, 5, 37], new Conv2DSource(33, Three) { Activation = ActivationSource.Tanh }, new GlobalAveragePoolingSource());
        yield return Net(
            "ConvolutionPackedKept", [9, 8, 32], new Conv2DSource(64, new(3, 3) { StrideHeight = 2, StrideWidth = 2 }) { Activation = ActivationSource.ReLU }, new GlobalAveragePoolingSource());
        yield return Net("PointWiseKept", [5, 4, 96], new Conv2DSource(97, new(1, 1)), new GlobalAveragePoolingSource());
        yield return Net("FewFiltersKept", [8, 9, 64], new Conv2DSource(6, new(5, 5)), new GlobalAveragePoolingSource());
        yield return Net("GroupsKept", [6, 5, 64], new Conv2DSource(64, Three) { Groups = 4 }, new GlobalAveragePoolingSource());
        yield return Net("NormalizedKept", [6, 5, 37], new Conv2DSource(33, Three) { UseBias = false }, new BatchNormalizationSource(), new ActivationLayerSource(ActivationSource.ReLU),
            new GlobalAveragePoolingSource());
        yield return Net("TransposedKept", [4, 3, 37], new Conv2DTransposeSource(33, Three), new GlobalAveragePoolingSource());
        yield return Net("BytesOfRectified", [9, 8, 4], new Conv2DSource(12, new(1, 1)) { Activation = ActivationSource.ReLU },
            new Conv2DSource(40, Three with { StrideHeight = 2 }) { Activation = ActivationSource.ReLU }, new FlattenSource(), new DenseSource(24), new DenseSource(3));
        yield return Net("BytesWithBorder", [8, 7, 8], new Conv2DSource(24, Three with { DilationWidth = 2 }) { Activation = ActivationSource.Tanh },
            new Conv2DSource(34, new(5, 1) { Padding = ReferencePadding.Same }), new GlobalAveragePoolingSource());
        yield return Net("BytesOfSequence", [20, 8], new Conv1DSource(20, new(3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.ReLU }, new Conv1DSource(32, new(5)),
            new FlattenSource(), new DenseSource(3));
        yield return Net("SequenceKept", [20, 40], new Conv1DSource(48, new(5)), new FlattenSource(), new DenseSource(3));
    }

    private static ModelSource Net(string name, int[] input, params LayerSource[] layers) => new(name, input, layers, Squared);
}
