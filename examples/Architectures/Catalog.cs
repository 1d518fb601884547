using Architectures.Data;
using Architectures.Networks;

namespace Architectures;

/// <summary>All networks by the names of the command line, simplest first.</summary>
internal static class Catalog
{
    // Deep networks without normalization need small steps.
    private const double Careful = 1e-4;

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
        new Network<Vgg16>("vgg-16", "nothing but 3×3 convolutions, 2014", seed => new(seed), Workload.Pictures, Careful),
        new Network<Vgg19>("vgg-19", "the same with three more", seed => new(seed), Workload.Pictures, Careful),
        new Network<InceptionV4>("inception-v4", "three kinds of modules, 2016", seed => new(seed), Workload.Pictures),
        new Network<ResNet18>("resnet-18", "blocks that add to their input, 2015", seed => new(seed), Workload.Pictures),
        new Network<ResNet34>("resnet-34", "the same, twice as deep", seed => new(seed), Workload.Pictures),
        new Network<ResNet50>("resnet-50", "the same with bottlenecks", seed => new(seed), Workload.Pictures),
        new Network<ResNet101>("resnet-101", "the same, twice as deep", seed => new(seed), Workload.Pictures),
        new Network<ResNet152>("resnet-152", "the same, deepest", seed => new(seed), Workload.Pictures),
    ];

    /// <exception cref="ExampleException">No network has this name.</exception>
    public static Network Find(string name) =>
        All.FirstOrDefault(network => string.Equals(network.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ExampleException($"No network is called '{name}'; 'list' shows all {All.Count}.");
}
