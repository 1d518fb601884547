namespace ModelCompiler.Benchmarks.Models;

/// <summary>The nets by the names that the peers' scripts use.</summary>
internal static class NetCatalog
{
    private const int Seed = 1;

    public static IReadOnlyList<string> Names { get; } = ["mlp", "lenet5", "convnetjs_cifar", "keras_cnn", "mnist_cnn", "alphago", "vgg16"];

    /// <exception cref="ArgumentException">No net has this name.</exception>
    public static Net Create(string name, int threads) => name switch
    {
        "mlp" => new Net<Mlp>(name, new Mlp(Seed), threads),
        "lenet5" => new Net<LeNet5>(name, new LeNet5(Seed), threads),
        "convnetjs_cifar" => new Net<ConvNetJsCifar>(name, new ConvNetJsCifar(Seed), threads),
        "keras_cnn" => new Net<KerasCnn>(name, new KerasCnn(Seed), threads),
        "mnist_cnn" => new Net<MnistCnn>(name, new MnistCnn(Seed), threads),
        "alphago" => new Net<AlphaGo>(name, new AlphaGo(Seed), threads),
        "vgg16" => new Net<Vgg16>(name, new Vgg16(Seed), threads),
        _ => throw new ArgumentException($"No net is called '{name}'; choose from {string.Join(", ", Names)}.", nameof(name)),
    };
}
