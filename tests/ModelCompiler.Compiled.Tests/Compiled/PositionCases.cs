using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>More positions along an axis than numbers are written out for: what a window finds at a border, and how phases weigh neighbours, is computed.</summary>
internal static class PositionCases
{
    public static IReadOnlyList<ModelSource> All { get; } =
    [
        Network("BilinearRows", [2100, 2, 2], new UpSamplingSource(2, 1, Bilinear: true)),
        Network("BilinearColumns", [1, 1400, 2], new UpSamplingSource(2, 3, Bilinear: true)),
        Network("BilinearPhases", [1, 2, 2], new UpSamplingSource(1, 1501, Bilinear: true)),
        Network("BilinearPhasesOfOne", [1, 1, 1], new UpSamplingSource(1, 1500, Bilinear: true)),
        Network("AverageRows", [4201, 2, 2], new PoolingSource(Max: false, new(3, 1) { Padding = ReferencePadding.Same, StrideHeight = 1, StrideWidth = 1 })),
        Network("AverageColumns", [1, 8501, 2], new PoolingSource(Max: false, new(1, 4) { Padding = ReferencePadding.Same, StrideHeight = 1, StrideWidth = 2 })),
        Network("ResponsesOfChannels", [1, 2, 4200], new LocalResponseNormalizationSource(2)),
    ];

    /// <summary>Something to train before the layer, so that its gradient is asked for.</summary>
    private static ModelSource Network(string name, int[] input, LayerSource layer) =>
        new($"Positions{name}", input, [new PReLUSource(1, 2), layer, new ActivationLayerSource(ActivationSource.Tanh)], new(LossKindSource.MeanSquaredError));
}
