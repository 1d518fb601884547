namespace ModelCompiler.Benchmarks.Peers;

/// <summary>A layer as both peers need it: TorchSharp makes a module of it, the ONNX file a node.</summary>
internal abstract record Layer
{
    public sealed record Conv(int Channels, int Filters, int Kernel, int Stride = 1, int Padding = 0, bool Bias = true, int Groups = 1)
        : Layer;

    public sealed record BatchNorm(int Channels) : Layer;

    public sealed record Linear(int Inputs, int Outputs) : Layer;

    public sealed record Relu : Layer;

    public sealed record Relu6 : Layer;

    public sealed record Silu : Layer;

    public sealed record Tanh : Layer;

    public sealed record Sigmoid : Layer;

    public sealed record MaxPool(int Kernel, int Stride, int Padding = 0) : Layer;

    public sealed record AvgPool(int Kernel) : Layer;

    public sealed record GlobalAvgPool : Layer;

    public sealed record Flatten : Layer;

    public sealed record Dropout(double Rate) : Layer;

    /// <summary><c>relu(body(x) + past(x))</c>; an empty <paramref name="Past"/> is x itself.</summary>
    public sealed record Residual(Layer[] Body, Layer[] Past) : Layer;

    /// <summary><c>x + body(x)</c>.</summary>
    public sealed record Sum(Layer[] Body) : Layer;

    /// <summary><c>x · body(x)</c>, a factor for each channel.</summary>
    public sealed record Gate(Layer[] Body) : Layer;

    /// <summary>x and, beside its channels, those of body(x).</summary>
    public sealed record Grown(Layer[] Body) : Layer;
}

/// <summary>A net, the shape of one sample (channels first), and the batches that the peers measure.</summary>
internal sealed record Net(string Name, Layer[] Layers, long[] Shape, int Classes, int[] Inference, int Training)
{
    public long[] Batched(long batch) => [batch, .. Shape];
}

/// <summary>The nets of nets.py, layer by layer.</summary>
internal static class NetCatalog
{
    private static readonly Dictionary<string, Func<Net>> nets = new()
    {
        ["mlp"] = () => Small("mlp", [784], 10, new Layer.Linear(784, 256), new Layer.Relu(), new Layer.Linear(256, 32),
            new Layer.Sigmoid(), new Layer.Linear(32, 10)),
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
        ["mobilenet_v2"] = () => new("mobilenet_v2", MobileNetV2(), [3, 224, 224], 1000, [1], 8),
        ["efficientnet_b0"] = () => new("efficientnet_b0", EfficientNetB0(), [3, 224, 224], 1000, [1], 8),
        ["densenet"] = () => new("densenet", DenseNet(), [3, 32, 32], 10, [1], 8),
    };

    public static IReadOnlyList<string> Names => [.. nets.Keys];

    /// <exception cref="ArgumentException">No net has the name.</exception>
    public static Net Find(string name) =>
        nets.TryGetValue(name, out var create) ? create()
            : throw new ArgumentException($"No net is called '{name}'; they are {string.Join(", ", Names)}.");

    private static Net Small(string name, long[] shape, int classes, params Layer[] layers) =>
        new(name, layers, shape, classes, [1, 32], 32);

    private static Layer[] ResNet18()
    {
        List<Layer> layers = [new Layer.Conv(3, 64, 7, 2, 3, Bias: false), new Layer.BatchNorm(64), new Layer.Relu(),
            new Layer.MaxPool(3, 2, 1)];
        var channels = 64;
        foreach (var (filters, stride) in ((int, int)[])[(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)])
        {
            layers.Add(new Layer.Residual(
                [
                    new Layer.Conv(channels, filters, 3, stride, 1, Bias: false), new Layer.BatchNorm(filters), new Layer.Relu(),
                    new Layer.Conv(filters, filters, 3, 1, 1, Bias: false), new Layer.BatchNorm(filters),
                ],
                stride == 1 && channels == filters ? []
                    : [new Layer.Conv(channels, filters, 1, stride, Bias: false), new Layer.BatchNorm(filters)]));
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

    private static Layer[] MobileNetV2()
    {
        List<Layer> layers = [.. Unit(3, 32, 3, 2, 1, new Layer.Relu6())];
        var channels = 32;
        foreach (var (factor, filters, repeat, stride) in ((int, int, int, int)[])[(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2),
            (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)])
        {
            for (var number = 0; number < repeat; number++)
            {
                layers.AddRange(Inverted(channels, filters, factor, 3, number == 0 ? stride : 1, new Layer.Relu6(), gate: 0));
                channels = filters;
            }
        }

        return [.. layers, .. Unit(320, 1280, 1, 1, 1, new Layer.Relu6()), new Layer.GlobalAvgPool(), new Layer.Flatten(),
            new Layer.Dropout(0.2), new Layer.Linear(1280, 1000)];
    }

    private static Layer[] EfficientNetB0()
    {
        List<Layer> layers = [.. Unit(3, 32, 3, 2, 1, new Layer.Silu())];
        var channels = 32;
        foreach (var (factor, filters, repeat, kernel, stride) in ((int, int, int, int, int)[])
            [(1, 16, 1, 3, 1), (6, 24, 2, 3, 2), (6, 40, 2, 5, 2), (6, 80, 3, 3, 2), (6, 112, 3, 5, 1), (6, 192, 4, 5, 2),
                (6, 320, 1, 3, 1)])
        {
            for (var number = 0; number < repeat; number++)
            {
                layers.AddRange(
                    Inverted(channels, filters, factor, kernel, number == 0 ? stride : 1, new Layer.Silu(), gate: channels / 4));
                channels = filters;
            }
        }

        return [.. layers, .. Unit(320, 1280, 1, 1, 1, new Layer.Silu()), new Layer.GlobalAvgPool(), new Layer.Flatten(),
            new Layer.Dropout(0.2), new Layer.Linear(1280, 1000)];
    }

    private static Layer[] DenseNet()
    {
        List<Layer> layers = [new Layer.Conv(3, 48, 3, Padding: 1, Bias: false)];
        var channels = 48;
        for (var block = 0; block < 3; block++)
        {
            for (var number = 0; number < 6; number++, channels += 24)
                layers.Add(new Layer.Grown(
                    [new Layer.BatchNorm(channels), new Layer.Relu(), new Layer.Conv(channels, 24, 3, Padding: 1, Bias: false)]));
            if (block == 2) break;
            layers.AddRange([new Layer.BatchNorm(channels), new Layer.Relu(), new Layer.Conv(channels, channels / 2, 1, Bias: false),
                new Layer.AvgPool(2)]);
            channels /= 2;
        }

        return [.. layers, new Layer.BatchNorm(channels), new Layer.Relu(), new Layer.GlobalAvgPool(), new Layer.Flatten(),
            new Layer.Linear(channels, 10)];
    }

    private static Layer[] Unit(int channels, int filters, int kernel, int stride, int groups, Layer? activation)
    {
        Layer[] unit = [new Layer.Conv(channels, filters, kernel, stride, kernel / 2, Bias: false, groups), new Layer.BatchNorm(filters)];
        return activation is null ? unit : [.. unit, activation];
    }

    /// <summary>Up to many channels, channel by channel, down to few.</summary>
    private static Layer[] Inverted(int channels, int filters, int factor, int kernel, int stride, Layer activation, int gate)
    {
        var wide = channels * factor;
        Layer[] body =
        [
            .. factor > 1 ? Unit(channels, wide, 1, 1, 1, activation) : [],
            .. Unit(wide, wide, kernel, stride, wide, activation),
            .. gate > 0 ? [new Layer.Gate([new Layer.GlobalAvgPool(), new Layer.Conv(wide, gate, 1), new Layer.Silu(),
                new Layer.Conv(gate, wide, 1), new Layer.Sigmoid()])] : Array.Empty<Layer>(),
            .. Unit(wide, filters, 1, 1, 1, null),
        ];
        return stride == 1 && channels == filters ? [new Layer.Sum(body)] : body;
    }
}
