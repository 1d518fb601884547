namespace ModelCompiler.Benchmarks.Peers;

/// <summary>A layer as both peers need it: TorchSharp makes a module of it, the ONNX file a node.</summary>
internal abstract record Layer
{
    public sealed record Conv(int Channels, int Filters, int Kernel, int Stride = 1, int Padding = 0, bool Bias = true) : Layer;

    public sealed record BatchNorm(int Channels) : Layer;

    public sealed record Linear(int Inputs, int Outputs) : Layer;

    public sealed record Relu : Layer;

    public sealed record Tanh : Layer;

    public sealed record Sigmoid : Layer;

    public sealed record MaxPool(int Kernel, int Stride, int Padding = 0) : Layer;

    public sealed record AvgPool(int Kernel) : Layer;

    public sealed record GlobalAvgPool : Layer;

    public sealed record Flatten : Layer;

    public sealed record Dropout(double Rate) : Layer;

    /// <summary><c>relu(body(x) + past(x))</c>; an empty <paramref name="Past"/> is x itself.</summary>
    public sealed record Residual(Layer[] Body, Layer[] Past) : Layer;
}

/// <summary>A net, the shape of one sample (channels first), and the batches that the peers measure.</summary>
internal sealed record Net(string Name, Layer[] Layers, long[] Shape, int Classes, int[] Inference, int Training)
{
    public long[] Batched(long batch) => [batch, .. Shape];
}

/// <summary>The eight nets of nets.py, layer by layer.</summary>
internal static class NetCatalog
{
    private static readonly Dictionary<string, Func<Net>> nets = new()
    {
        ["mlp"] = () => Small("mlp", [784], 10, new Layer.Linear(784, 256), new Layer.Relu(), new Layer.Linear(256, 32), new Layer.Sigmoid(), new Layer.Linear(32, 10)),
        ["lenet5"] = () => Small("lenet5", [1, 32, 32], 10,
            new Layer.Conv(1, 6, 5), new Layer.Tanh(), new Layer.AvgPool(2),
            new Layer.Conv(6, 16, 5), new Layer.Tanh(), new Layer.AvgPool(2),
            new Layer.Conv(16, 120, 5), new Layer.Tanh(), new Layer.Flatten(),
            new Layer.Linear(120, 84), new Layer.Tanh(), new Layer.Linear(84, 10)),
        ["convnetjs_cifar"] = () => Small("convnetjs_cifar", [3, 32, 32], 10,
            new Layer.Conv(3, 16, 5, Padding: 2), new Layer.Relu(), new Layer.MaxPool(2, 2),
            new Layer.Conv(16, 20, 5, Padding: 2), new Layer.Relu(), new Layer.MaxPool(2, 2),
            new Layer.Conv(20, 20, 5, Padding: 2), new Layer.Relu(), new Layer.MaxPool(2, 2),
            new Layer.Flatten(), new Layer.Linear(320, 10)),
        ["keras_cnn"] = () => Small("keras_cnn", [1, 28, 28], 10,
            new Layer.Conv(1, 32, 3), new Layer.Relu(), new Layer.MaxPool(2, 2),
            new Layer.Conv(32, 64, 3), new Layer.Relu(), new Layer.MaxPool(2, 2),
            new Layer.Flatten(), new Layer.Dropout(0.5), new Layer.Linear(1600, 10)),
        ["mnist_cnn"] = () => Small("mnist_cnn", [1, 28, 28], 10,
            new Layer.Conv(1, 20, 5), new Layer.Relu(), new Layer.Conv(20, 40, 5), new Layer.Relu(), new Layer.Flatten(),
            new Layer.Linear(16000, 100), new Layer.Relu(), new Layer.Linear(100, 10)),
        ["alphago"] = () => Small("alphago", [48, 19, 19], 361,
        [
            new Layer.Conv(48, 192, 5, Padding: 2), new Layer.Relu(),
            .. Enumerable.Repeat<Layer[]>([new Layer.Conv(192, 192, 3, Padding: 1), new Layer.Relu()], 11).SelectMany(pair => pair),
            new Layer.Conv(192, 1, 1), new Layer.Flatten(),
        ]),
        ["resnet18"] = () => new("resnet18", ResNet18(), [3, 224, 224], 1000, [1], 8),
        ["vgg16"] = () => new("vgg16", Vgg16(), [3, 224, 224], 1000, [1], 4),
    };

    public static IReadOnlyList<string> Names => [.. nets.Keys];

    /// <exception cref="ArgumentException">No net has the name.</exception>
    public static Net Find(string name) =>
        nets.TryGetValue(name, out var create) ? create() : throw new ArgumentException($"No net is called '{name}'; they are {string.Join(", ", Names)}.");

    private static Net Small(string name, long[] shape, int classes, params Layer[] layers) => new(name, layers, shape, classes, [1, 32], 32);

    private static Layer[] ResNet18()
    {
        List<Layer> layers = [new Layer.Conv(3, 64, 7, 2, 3, Bias: false), new Layer.BatchNorm(64), new Layer.Relu(), new Layer.MaxPool(3, 2, 1)];
        var channels = 64;
        foreach (var (filters, stride) in ((int, int)[])[(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)])
        {
            layers.Add(new Layer.Residual(
                [
                    new Layer.Conv(channels, filters, 3, stride, 1, Bias: false), new Layer.BatchNorm(filters), new Layer.Relu(),
                    new Layer.Conv(filters, filters, 3, 1, 1, Bias: false), new Layer.BatchNorm(filters),
                ],
                stride == 1 && channels == filters ? [] : [new Layer.Conv(channels, filters, 1, stride, Bias: false), new Layer.BatchNorm(filters)]));
            channels = filters;
        }

        return [.. layers, new Layer.GlobalAvgPool(), new Layer.Flatten(), new Layer.Linear(512, 1000)];
    }

    private static Layer[] Vgg16()
    {
        List<Layer> layers = [];
        var channels = 3;
        foreach (var filters in (int[])[64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0])
        {
            if (filters == 0)
            {
                layers.Add(new Layer.MaxPool(2, 2));
                continue;
            }

            layers.AddRange([new Layer.Conv(channels, filters, 3, Padding: 1), new Layer.Relu()]);
            channels = filters;
        }

        return
        [
            .. layers, new Layer.Flatten(), new Layer.Linear(25088, 4096), new Layer.Relu(), new Layer.Dropout(0.5),
            new Layer.Linear(4096, 4096), new Layer.Relu(), new Layer.Dropout(0.5), new Layer.Linear(4096, 1000),
        ];
    }
}
