using ModelCompiler.OpenCL;
using ModelCompiler.OpenCL.Child;
using ModelCompiler.Training;

// What the tests run in processes of their own: where the environment differs, and where two processes meet.
return args switch
{
    ["devices"] => ListDevices(),
    ["build", string cache] => Build(cache),
    ["train"] => Train(),
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

static int Train()
{
    var model = new LinearClassifier(seed: 1);
    using OpenCLModel<LinearClassifier> onDevice = model.ToOpenCL(options: new OpenCLOptions { CachePath = "" });
    var trainer = new Trainer<LinearClassifier>(onDevice, new Adam());
    for (int step = 0; step < 2; step++)
        Console.WriteLine(trainer.Step(LinearClassifier.Samples(5), LinearClassifier.Labels(5)));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: devices | build CACHE | train");
    return 2;
}
