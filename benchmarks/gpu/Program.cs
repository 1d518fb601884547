using Architectures.Networks;
using ModelCompiler.Benchmarks.Gpu;
using ModelCompiler.OpenCL;

try
{
    // For the script that starts the peer.
    if (args is ["--nets"])
        Console.WriteLine(string.Join(',', GpuOptions.AllNets));
    else
        Run(GpuOptions.Parse(args));
    return 0;
}
catch (Exception wrong) when (wrong is ArgumentException or OpenCLException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

static void Run(GpuOptions options)
{
    OpenCLDevice device = options.Device is { } name ? OpenCLDevice.Find(name) : OpenCLDevice.Default;
    Console.WriteLine(
        $"{device}, beside C# on {Environment.ProcessorCount} threads. Medians, in milliseconds; bytes are those of one call.\n");
    Console.WriteLine("| net | work | batch | C# | PyTorch | OpenCL | OpenCL / C# | OpenCL / PyTorch | OpenCL GFLOP/s "
        + "| to device | from device | PyTorch, float16 | OpenCL, float16 | of float32's |");
    Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    foreach (string net in options.Nets)
    {
        try
        {
            MeasureNet(net);
        }
        catch (OpenCLException wrong)
        {
            // One net too large for the device does not end the table.
            Console.WriteLine($"| {net} | {wrong.Message} |");
        }
    }

    void MeasureNet(string net)
    {
        switch (net)
        {
            case "mlp": Measure(net, () => new Mlp(1), Half(() => new MlpHalf(1))); break;
            case "lenet5": Measure(net, () => new LeNet5(1), Half(() => new LeNet5Half(1))); break;
            case "convnetjs_cifar": Measure(net, () => new ConvNetJsCifar(1), Half(() => new ConvNetJsCifarHalf(1))); break;
            case "keras_cnn": Measure(net, () => new KerasCnn(1), Half(() => new KerasCnnHalf(1))); break;
            case "mnist_cnn": Measure(net, () => new MnistCnn(1), Half(() => new MnistCnnHalf(1))); break;
            case "alphago": Measure(net, () => new AlphaGo(1), Half(() => new AlphaGoHalf(1))); break;
            case "resnet18": Measure(net, () => new ResNet18(1), Half(() => new ResNet18Half(1))); break;
            case "vgg16": Measure(net, () => new Vgg16(1), Half(() => new Vgg16Half(1))); break;
            case "mobilenet_v2": Measure(net, () => new MobileNetV2(1)); break;
            case "efficientnet_b0": Measure(net, () => new EfficientNetB0(1)); break;
            case "densenet": Measure(net, () => new DenseNet(1)); break;
            default:
                throw new ArgumentException(
                    $"No net is called '{net}'; choose from {string.Join(", ", GpuOptions.AllNets)}.", nameof(options));
        }
    }

    void Measure<T>(string net, Func<T> create, StepTime? half = null) where T : class, ModelCompiler.ITrainableModel<T>, IOpenCLModel<T> =>
        new NetMeasurement<T>(net, create, device, options) { Half = half }.Run();

    StepTime Half<T>(Func<T> create) where T : class, ModelCompiler.ITrainableModel<T>, IOpenCLModel<T> =>
        new NetMeasurement<T>("", create, device, options).TimeOfStep;
}
