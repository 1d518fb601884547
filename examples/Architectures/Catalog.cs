using Architectures.Data;
using Architectures.Networks;

namespace Architectures;

/// <summary>All networks by the names of the command line, simplest first.</summary>
internal static class Catalog
{
    // Deep networks without normalization need small steps.
    private const double Careful = 1e-4;
    private const double Bold = 3e-3;

    public static IReadOnlyList<Network> All { get; } =
    [
        new Network<Mlp256x32>("mlp-256-32", "odd or even, Xavier's start", seed => new(seed), Workload.OddDigits),
        new Network<Mlp268x150x100>("mlp-268-150-100", "the same with dropout, He's start", seed => new(seed), Workload.OddDigits),
        new Network<Mlp100x40x10>("mlp-100-40-10", "the same with L2, He's start", seed => new(seed), Workload.OddDigits),
        new Network<Mlp50x25>("mlp-50-25", "the same with L1, random start", seed => new(seed), Workload.OddDigits),
        new Network<Mlp75x75>("mlp-75-75", "the same with L1 and L2, Xavier's start", seed => new(seed), Workload.OddDigits),
        new Network<LeNet5>("lenet-5", "convolutions and pooling, 1998", seed => new(seed), Workload.Digits),
        new Network<MnistCnn>("mnist-cnn", "two large convolutions, no pooling", seed => new(seed), Workload.Digits),
        new Network<KerasCnn>("keras-cnn", "Keras's first example", seed => new(seed), Workload.Digits),
        new Network<ConvNetJsCifar>("convnetjs-cifar", "trains in a browser", seed => new(seed), Workload.Pictures),
        new Network<AlexNet>("alexnet", "ReLU, dropout and overlapping pools, 2012", seed => new(seed), Workload.Pictures, Careful),
        new Network<AlexNetTwoTowers>(
            "alexnet-two-towers", "the same on two graphics cards", seed => new(seed), Workload.Pictures, Careful),
        new Network<ZfNet>("zfnet", "AlexNet after a look inside, 2013", seed => new(seed), Workload.Pictures, Careful),
        new Network<Vgg16>("vgg-16", "nothing but 3×3 convolutions, 2014", seed => new(seed), Workload.Pictures, Careful),
        new Network<Vgg19>("vgg-19", "the same with three more", seed => new(seed), Workload.Pictures, Careful),
        new Network<GoogLeNet>("googlenet", "modules of branches, 2014", seed => new(seed), Workload.Pictures, Careful),
        new Network<GoogLeNetHeads>(
            "googlenet-heads", "the same with the heads that train it", seed => new(seed), Workload.Pictures, Careful),
        new Network<InceptionV4>("inception-v4", "three kinds of modules, 2016", seed => new(seed), Workload.Pictures),
        new Network<ResNet18>("resnet-18", "blocks that add to their input, 2015", seed => new(seed), Workload.Pictures),
        new Network<ResNet34>("resnet-34", "the same, twice as deep", seed => new(seed), Workload.Pictures),
        new Network<ResNet50>("resnet-50", "the same with bottlenecks", seed => new(seed), Workload.Pictures),
        new Network<ResNet101>("resnet-101", "the same, twice as deep", seed => new(seed), Workload.Pictures),
        new Network<ResNet152>("resnet-152", "the same, deepest", seed => new(seed), Workload.Pictures),
        new Network<ResNeXt50>("resnext-50", "the same with bottlenecks in 32 groups, 2016", seed => new(seed), Workload.Pictures),
        new Network<MobileNet>("mobilenet", "convolutions in two steps, for a telephone, 2017", seed => new(seed), Workload.Pictures),
        new Network<MobileNetV2>("mobilenet-v2", "blocks that are wide inside, 2018", seed => new(seed), Workload.Pictures),
        new Network<ShuffleNetV2>("shufflenet-v2", "channels that are split and shuffled, 2018", seed => new(seed), Workload.Pictures),
        new Network<EfficientNetB0>("efficientnet-b0", "factors for channels, and swish, 2019", seed => new(seed), Workload.Pictures),
        new Network<AlphaGo128>("alphago-128", "the policy network with 128 filters", seed => new(seed), Workload.Moves),
        new Network<AlphaGo192>("alphago-192", "the one that played, 2016", seed => new(seed), Workload.Moves),
        new Network<AlphaGo256>("alphago-256", "with 256 filters", seed => new(seed), Workload.Moves),
        new Network<AlphaGo384>("alphago-384", "with 384 filters", seed => new(seed), Workload.Moves),
        new Network<Colorization>("colorization", "grey in, colours out", seed => new(seed), Workload.Colours),
        new Network<UNet>("u-net", "a class for each pixel, 2015", seed => new(seed), Workload.Outlines),
        new Network<Denoiser>("denoiser", "an autoencoder against salt and pepper", seed => new(seed), Workload.NoisyDigits, Bold),
        new Network<Speech>("speech", "convolutions along time", seed => new(seed), Workload.Words),
        new Filter<EdgeKernel>("edge-1d", "differences of neighbours", () => new()),
        new Filter<SobelEdges>("sobel", "where edges are", () => new(), Workload.Digits),
        new Filter<GaussianBlur>("gaussian", "a blur", () => new(), Workload.Digits),
        new Filter<MedianDenoiser>("median", "against salt and pepper, without learning", () => new(), Workload.NoisyDigits),
    ];

    /// <exception cref="ExampleException">No network has this name.</exception>
    public static Network Find(string name) =>
        All.FirstOrDefault(network => string.Equals(network.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ExampleException($"No network is called '{name}'; 'list' shows all {All.Count}.");
}
