using System.Diagnostics;
using CifarLive;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

// ConvNetJS's CIFAR-10 page, with a network that is compiled: statistics, controls, loss, the network, predictions.
try
{
    return Options.Run(args, Train);
}
catch (ExampleException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 1;
}

static void Train(Options options)
{
    // 1. Pictures, and the network.
    PictureSource pictures = PictureSource.Open(options);
    var model = new CifarNet(options.Seed) { Threads = options.Threads };
    Console.WriteLine(CifarNet.Summary);
    Console.WriteLine(
        $"{pictures.Description}: {pictures.Train.Count} to learn from, {pictures.Test.Count} to be tested on. Ctrl+C ends it.");

    // 2. The page. It stays open until the program ends.
    using var page = new Dashboard(new DashboardOptions
    {
        Port = options.Port,
        ClassNames = pictures.Classes,
        StartPaused = options.Paused,
        Replay = options.Replay,
        Opened = address =>
        {
            Console.WriteLine($"Training page: {address}");
            if (options.Browser)
                OpenBrowser(address);
        },
    });

    // 3. Training, until it is stopped here or on the page.
    using var interruption = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = !interruption.IsCancellationRequested;
        interruption.Cancel();
    };
    using OpenCLModel<CifarNet>? onDevice = options.Device switch
    {
        null => null,
        "" => model.ToOpenCL(OpenCLDevice.Default),
        var name => model.ToOpenCL(OpenCLDevice.Find(name)),
    };
    // A decay of 0.0001 that is added to the gradients of all but the biases, as on that page.
    var optimizer = new Sgd(options.Rate, momentum: 0.9)
    {
        WeightDecay = 1e-4,
        WeightDecayForm = WeightDecayForm.Coupled,
        ExcludeFromWeightDecay = ["bias"],
    };
    var settings = new TrainerOptions { Seed = options.Seed };
    var trainer = onDevice is null ? new Trainer<CifarNet>(model, optimizer, settings)
        : new Trainer<CifarNet>(onDevice, optimizer, settings);
    History history = trainer.Fit(pictures.Train, new FitOptions
    {
        Epochs = options.Epochs,
        BatchSize = options.Batch,
        Validation = pictures.Test,
        CancellationToken = interruption.Token,
        Callbacks = [page],
    });

    // 4. What came of it.
    Metrics metrics = trainer.Evaluate(pictures.Test);
    Console.WriteLine($"{history.Epochs.Count} epochs, {trainer.StepCount} steps; test: {metrics}");
    if (page.RunFolder is { } folder)
        Console.WriteLine($"figures and changes by hand: {folder}");
}

// On a machine with a screen: whoever started this wants to look at it.
static void OpenBrowser(Uri address)
{
    bool screen = !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is not null
        || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null;
    if (!screen || Console.IsOutputRedirected)
        return;
    try
    {
        Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
    }
    catch (Exception exception)
        when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
    {
        // The address stands in the console.
    }
}
