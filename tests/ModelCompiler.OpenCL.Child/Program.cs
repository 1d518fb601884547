using System.Globalization;
using ModelCompiler.OpenCL;
using ModelCompiler.OpenCL.Child;
using ModelCompiler.OpenCL.Runtime;

// What the tests run in processes of their own: where the environment differs, and where two processes meet.
return args switch
{
    ["devices"] => ListDevices(),
    ["build", string cache] => Build(cache),
    ["step", string net, string kind, string variant] => Step(net, Enum.Parse<DeviceKind>(kind), int.Parse(variant, CultureInfo.InvariantCulture)),
    ["trespass", string what] => Trespassing(what),
    _ => Usage(),
};

static int ListDevices()
{
    Console.WriteLine($"devices: {OpenCLDevice.All.Count}");
    try
    {
        Console.WriteLine($"default: {OpenCLDevice.Default.Name}");
    }
    catch (OpenCLException exception)
    {
        Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
    }

    return 0;
}

static int Build(string cache)
{
    var model = new LinearClassifier(seed: 1);
    using OpenCLModel<LinearClassifier> onDevice = model.ToOpenCL(options: new OpenCLOptions { CachePath = cache });
    float[] outputs = onDevice.Predict(LinearClassifier.Samples(2));
    Console.WriteLine(string.Join(' ', outputs.Select(BitConverter.SingleToInt32Bits)));
    return 0;
}

static int Step(string net, DeviceKind kind, int variant)
{
    float[] losses = net switch
    {
        "depthwise" => WholeStep.Run(new DepthwiseNet(WholeStep.Seed), kind, variant),
        "grouped" => WholeStep.Run(new GroupedNet(WholeStep.Seed), kind, variant),
        _ => WholeStep.Run(new SmallNet(WholeStep.Seed), kind, variant),
    };
    Console.WriteLine(string.Join(' ', losses.Select(loss => loss.ToString(CultureInfo.InvariantCulture))));
    return 0;
}

static int Trespassing(string what)
{
    Trespass.Run(what);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: devices | build CACHE | step small|depthwise|grouped Cpu|Gpu VARIANT | trespass past-end|race");
    return 2;
}
