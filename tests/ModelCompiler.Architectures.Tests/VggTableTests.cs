using Architectures;

namespace ModelCompiler.Architectures.Tests;

/// <summary>
/// The table with which the course takes VGG-16 apart: shape, numbers to remember and weights (without biases) of each layer, and the totals.
/// <para>
/// Two of its entries are misprints. The second CONV3-128 is given as (3·3·64)·128, where its 128 inputs make (3·3·128)·128 = 147,456, which
/// is what the row says it equals. And the total memory is given as 24M numbers, where the column adds up to 15.2M.
/// </para>
/// </summary>
public class VggTableTests
{
    private static readonly (string Shape, long Memory, long Weights)[] Course =
    [
        ("224×224×64", 3_211_264, 3 * 3 * 3 * 64),
        ("224×224×64", 3_211_264, 3 * 3 * 64 * 64),
        ("112×112×64", 802_816, 0),
        ("112×112×128", 1_605_632, 3 * 3 * 64 * 128),
        ("112×112×128", 1_605_632, 147_456),
        ("56×56×128", 401_408, 0),
        ("56×56×256", 802_816, 3 * 3 * 128 * 256),
        ("56×56×256", 802_816, 3 * 3 * 256 * 256),
        ("56×56×256", 802_816, 3 * 3 * 256 * 256),
        ("28×28×256", 200_704, 0),
        ("28×28×512", 401_408, 3 * 3 * 256 * 512),
        ("28×28×512", 401_408, 3 * 3 * 512 * 512),
        ("28×28×512", 401_408, 3 * 3 * 512 * 512),
        ("14×14×512", 100_352, 0),
        ("14×14×512", 100_352, 3 * 3 * 512 * 512),
        ("14×14×512", 100_352, 3 * 3 * 512 * 512),
        ("14×14×512", 100_352, 3 * 3 * 512 * 512),
        ("7×7×512", 25_088, 0),
        ("4096", 4_096, 102_760_448),
        ("4096", 4_096, 16_777_216),
        ("1000", 1_000, 4_096_000),
    ];

    /// <summary>The layers that the course lists: flattening and dropout are not among them.</summary>
    private static IEnumerable<LayerSummary> Layers =>
        Catalog.Find("vgg-16").Summary.Layers.Where(layer => layer.Kind is "Conv2D" or "MaxPooling2D" or "Dense");

    [Fact]
    public void EveryRowIsTheCourses() => Assert.Equal(Course, Layers.Select(layer => (string.Join('×', layer.OutputShape), Memory(layer), WithoutBiases(layer))));

    [Fact]
    public void TheMemoryAddsUpToFifteenMillion()
    {
        long input = Catalog.Find("vgg-16").Summary.InputShape.Aggregate(1, (size, extent) => size * extent);

        Assert.Equal(15_237_608, input + Layers.Sum(Memory));
    }

    [Fact]
    public void TheWeightsAddUpToAHundredAndThirtyEightMillion()
    {
        Assert.Equal(138_344_128, Layers.Sum(WithoutBiases));
        Assert.Equal(138_357_544, Layers.Sum(layer => layer.Parameters));
    }

    private static long Memory(LayerSummary layer) => layer.ActivationBytes / sizeof(float);

    private static long WithoutBiases(LayerSummary layer) => layer.Parameters == 0 ? 0 : layer.Parameters - layer.OutputShape[^1];
}
