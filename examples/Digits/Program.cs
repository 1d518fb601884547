using System.Text;
using Digits;
using Digits.Data;
using Digits.Devices;
using Digits.Networks;
using Digits.Report;
using ModelCompiler;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

// Ctrl+C ends the training, not the example: what was learnt so far is still tested and saved.
using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !interruption.IsCancellationRequested;      // the second one ends it all
    interruption.Cancel();
};
Console.OutputEncoding = Encoding.UTF8;

switch (OptionsParser.Parse(args))
{
    case CommandLineOutcome.Show show:
        return show.Parsed.Invoke();
    case CommandLineOutcome.ListDevices:
        return ListDevices();
    case CommandLineOutcome.Mistake mistake:
        return Fail(mistake.Message);
    case CommandLineOutcome.Run { Options: var options }:
        try
        {
            await RunAsync(options);
            return 0;
        }
        catch (Exception exception) when (exception
            is ExampleException or ModelException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return Fail(exception.Message);
        }

    default:
        throw new InvalidOperationException("The command line ended in something new.");
}

async Task RunAsync(Options options)
{
    // Of several processes one speaks and writes files; without mpirun, this is the only one.
    var ranks = options.Mpi ? Mpi.World : null;
    var report = ranks is null ? ConsoleReport.OnStandardOutput() : ConsoleReport.OfRank(ranks.Rank == 0);

    // 1. The device, and places for what comes out at the end: what is not there is said before any work.
    _ = DeviceChoice.Find(options.Device);
    OutputPath.Prepare("--output", options.WeightsPath);
    if (options.Json is not null)
        OutputPath.Prepare("--json", options.Json);

    // 2. Digits: drawn here, read from files, or fetched.
    var digits = await DigitSource.OpenAsync(options, report.Say, interruption.Token);

    // 3. One of the networks under Networks/, trained, tested, timed, saved and loaded again.
    var result = options.Net switch
    {
        Net.Mnist => Train(seed => new MnistNet(seed)),
        Net.Keras => Train(seed => new KerasNet(seed)),
        Net.LeNet => Train(seed => new LeNet5(seed)),
        _ => Train(seed => new Mlp(seed)),
    };

    // 4. The result once more, for programs.
    if (options.Json is { } path && ranks is null or { Rank: 0 })
        JsonResult.Write(path, result, options);

    RunResult Train<T>(Func<int, T> create) where T : class, ITrainableModel<T>, IOpenCLModel<T> =>
        new TrainingRun<T>(create, digits, options, report, ranks).Run(interruption.Token);
}

static int ListDevices()
{
    foreach (var device in OpenCLDevice.All)
        Console.WriteLine(device);
    return OpenCLDevice.All.Count > 0 ? 0 : Fail("There is no OpenCL device. Install a driver, for example PoCL for the processor.");
}

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
    return 1;
}
