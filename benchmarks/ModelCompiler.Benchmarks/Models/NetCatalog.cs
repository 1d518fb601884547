extern alias architectures;

using ModelCompiler.Training;
using EfficientNetB0 = architectures::Architectures.Networks.EfficientNetB0;
using MobileNetV2 = architectures::Architectures.Networks.MobileNetV2;

namespace ModelCompiler.Benchmarks.Models;

/// <summary>The nets by the names that the peers' scripts use.</summary>
internal static class NetCatalog
{
    private const int Seed = 1;

    public static IReadOnlyList<string> Names { get; } = ["mlp", "lenet5", "convnetjs_cifar", "keras_cnn", "mnist_cnn", "alphago",
        "resnet18", "vgg16", "mobilenet_v2", "efficientnet_b0", "densenet"];

    /// <summary>The nets that a step of allocates and trains in moments.</summary>
    public static IReadOnlyList<string> Small { get; } = [.. Names.Take(5)];

    /// <summary>What the table measures of a net, for all peers alike.</summary>
    public static NetWork WorkOf(string name) => name switch
    {
        "resnet18" or "mobilenet_v2" or "efficientnet_b0" or "densenet" => new NetWork([1], 8),
        "vgg16" => new NetWork([1], 4),
        _ => new NetWork([1, 32], 32),
    };

    /// <exception cref="ArgumentException">No net has this name.</exception>
    public static Net Create(string name, int threads, TrainerOptions? options = null) => name switch
    {
        "mlp" => new Net<Mlp>(name, new Mlp(Seed), threads, options),
        "lenet5" => new Net<LeNet5>(name, new LeNet5(Seed), threads, options),
        "convnetjs_cifar" => new Net<ConvNetJsCifar>(name, new ConvNetJsCifar(Seed), threads, options),
        "keras_cnn" => new Net<KerasCnn>(name, new KerasCnn(Seed), threads, options),
        "mnist_cnn" => new Net<MnistCnn>(name, new MnistCnn(Seed), threads, options),
        "alphago" => new Net<AlphaGo>(name, new AlphaGo(Seed), threads, options),
        "resnet18" => new Net<ResNet18>(name, new ResNet18(Seed), threads, options),
        "vgg16" => new Net<Vgg16>(name, new Vgg16(Seed), threads, options),
        "mobilenet_v2" => new Net<MobileNetV2>(name, new MobileNetV2(Seed), threads, options),
        "efficientnet_b0" => new Net<EfficientNetB0>(name, new EfficientNetB0(Seed), threads, options),
        "densenet" => new Net<DenseNet>(name, new DenseNet(Seed), threads, options),
        _ => throw new ArgumentException($"No net is called '{name}'; choose from {string.Join(", ", Names)}.", nameof(name)),
    };
}

/// <param name="InferenceBatches">Batches of predictions.</param>
/// <param name="TrainingBatch">Batch of a training step.</param>
internal sealed record NetWork(IReadOnlyList<int> InferenceBatches, int TrainingBatch);
