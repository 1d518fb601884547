using Architectures;

namespace ModelCompiler.Architectures.Tests;

/// <summary>Trainable parameters to the last one, as papers and courses count them.</summary>
public class CountTests
{
    public static TheoryData<string, long> Counts => new()
    {
        { "mlp-256-32", 209_217 },
        { "mlp-268-150-100", 265_931 },
        { "mlp-100-40-10", 82_961 },
        { "mlp-50-25", 40_551 },
        { "mlp-75-75", 64_651 },
        { "lenet-5", 61_706 },
        { "mnist-cnn", 1_621_670 },
        { "keras-cnn", 34_826 },
        { "convnetjs-cifar", 22_466 },
        { "alexnet", 62_378_344 },
        { "alexnet-two-towers", 60_965_224 },
        { "zfnet", 62_357_608 },
        { "vgg-16", 138_357_544 },
        { "vgg-19", 143_667_240 },
        { "googlenet", 6_998_552 },
        { "googlenet-heads", 13_378_280 },
        { "inception-v4", 42_679_816 },
        { "resnet-18", 11_689_512 },
        { "resnet-34", 21_797_672 },
        { "resnet-50", 25_557_032 },
        { "resnet-101", 44_549_160 },
        { "resnet-152", 60_192_808 },
        { "resnext-50", 25_028_904 },
        { "mobilenet", 4_231_976 },
        { "mobilenet-v2", 3_504_872 },
        { "shufflenet-v2", 2_278_604 },
        { "efficientnet-b0", 5_288_548 },
        { "alphago-128", 1_777_641 },
        { "alphago-192", 3_882_793 },
        { "alphago-256", 6_798_953 },
        { "alphago-384", 15_064_297 },
        { "colorization", 370_018 },
        { "u-net", 117_058 },
        { "denoiser", 32_945 },
        { "speech", 28_584 },
        { "edge-1d", 0 },
        { "sobel", 0 },
        { "gaussian", 0 },
        { "median", 0 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void ANetworkHasItsParameters(string network, long parameters) =>
        Assert.Equal(parameters, Catalog.Find(network).Summary.TrainableParameters);

    [Fact]
    public void EveryNetworkIsCounted() => Assert.Equal(Counts.Select(row => (string)row[0]).Order(), Catalog.All.Select(network => network.Name).Order());

    [Fact]
    public void TheMnistCnnLayerByLayer() => Assert.Equal([520, 20_040, 1_600_100, 1_010], Weights("mnist-cnn"));

    [Fact]
    public void TheFirstLayerOfConvNetJs() => Assert.Equal(1_216, Weights("convnetjs-cifar")[0]);

    /// <summary>The paper gives AlphaGo's last layer a bias for each of 361 moves. With one that all moves share it would be another well-known number.</summary>
    [Fact]
    public void AlphaGoWithOneSharedBias() => Assert.Equal(3_882_433, Catalog.Find("alphago-192").Summary.TrainableParameters - 361 + 1);

    /// <summary>With the blocks that it uses.</summary>
    [Fact]
    public void ResNet152TakesAtMostSixtyLines() =>
        Assert.InRange(new[] { "ResNet152.cs", "Blocks/ResNetStem.cs", "Blocks/Bottleneck.cs" }.Sum(file => Source(file).Split('\n').Length), 10, 60);

    /// <summary>Parameters of the layers that have some.</summary>
    private static long[] Weights(string network) =>
        [.. Catalog.Find(network).Summary.Layers.Select(layer => layer.Parameters).Where(parameters => parameters > 0)];

    private static string Source(string file)
    {
        using var reader = new StreamReader(typeof(Catalog).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
