using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Three networks of a few lines that were trained with wrong gradients, or ended the process: a depthwise convolution, one of a single channel, one of groups, each padded and on a map that
/// leaves the caches.</summary>
internal static class LargeMapCases
{
    private static readonly WindowSource Same = new(3, 3) { Padding = ReferencePadding.Explicit, Pad = 1 };
    private static readonly LayerSource ReLU = new ActivationLayerSource(ActivationSource.ReLU);

    public static IReadOnlyList<ModelSource> All { get; } =
    [
        Network("Direct", [56, 56, 128], new DepthwiseConv2DSource(Same) { UseBias = false }, ReLU),
        Network("Plain", [128, 128, 1], new Conv2DSource(32, new(3, 3) { Padding = ReferencePadding.Same }), ReLU),
        Network("Grouped", [28, 28, 3], new Conv2DSource(256, new(1, 1)), ReLU, new Conv2DSource(256, Same) { Groups = 32 }, ReLU),
    ];

    private static ModelSource Network(string name, int[] input, params LayerSource[] layers) => new(
        $"LargeMap{name}", input, [.. layers, new GlobalAveragePoolingSource(), new DenseSource(10) { Activation = ActivationSource.Softmax }], new(LossKindSource.CategoricalCrossEntropy));
}
