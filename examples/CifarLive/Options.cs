using System.CommandLine;

namespace CifarLive;

/// <summary>What a run was asked to do.</summary>
internal sealed record Options(string? Data, int Samples, int Epochs, int Batch, double Rate, int Seed, int Threads, int Port,
    string? Device, bool Browser, bool Paused, string? Replay)
{
    private static readonly Option<string> DataOption = new("--data")
    {
        Description = "Train on CIFAR-10's binary version in this folder (data_batch_1.bin to 5, test_batch.bin); without it, "
            + "on pictures that are drawn",
        HelpName = "DIR",
    };
    private static readonly Option<int> SamplesOption = Whole("--samples", "Pictures to draw", 10_000, 10);
    private static readonly Option<int> EpochsOption = Whole(
        "--epochs", "Passes over the pictures [default: until it is stopped]", int.MaxValue, 1);
    private static readonly Option<int> BatchOption = Whole("--batch", "Pictures in one training step", 32, 1);
    private static readonly Option<double> RateOption =
        new("--lr") { Description = "Learning rate", DefaultValueFactory = _ => 0.01, HelpName = "RATE" };
    private static readonly Option<int> SeedOption = Whole("--seed", "Decides weights, order and drawn pictures", 1, 0);
    private static readonly Option<int> ThreadsOption = Whole("--threads", "Threads to compute on", Environment.ProcessorCount, 1);
    private static readonly Option<int> PortOption = Whole("--port", "Port of the page; 0 is any free one", 0, 0);
    private static readonly Option<string> DeviceOption = new("--device")
    {
        Description = "Where to train: cpu, opencl, or opencl:NAME",
        HelpName = "DEVICE",
        DefaultValueFactory = _ => "cpu",
    };
    private static readonly Option<bool> NoBrowserOption = new("--no-browser") { Description = "Only print the page's address" };
    private static readonly Option<bool> PausedOption =
        new("--paused") { Description = "Wait for 'resume' on the page before the first step" };
    private static readonly Option<string> ReplayOption =
        new("--replay") { Description = "Repeat what was changed by hand in an earlier run", HelpName = "runs/NAME/changes.jsonl" };

    /// <summary>Reads the command line and runs.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="run">What to do with it.</param>
    /// <returns>The program's exit code.</returns>
    public static int Run(string[] arguments, Action<Options> run)
    {
        var root = new RootCommand("Trains ConvNetJS's CIFAR-10 network on a live page that shows and steers it.")
        {
            DataOption, SamplesOption, EpochsOption, BatchOption, RateOption, SeedOption, ThreadsOption, PortOption, DeviceOption,
            NoBrowserOption, PausedOption, ReplayOption,
        };
        root.SetAction(parsed => run(new Options(
            parsed.GetValue(DataOption), parsed.GetValue(SamplesOption), parsed.GetValue(EpochsOption), parsed.GetValue(BatchOption),
            parsed.GetValue(RateOption), parsed.GetValue(SeedOption), parsed.GetValue(ThreadsOption), parsed.GetValue(PortOption),
            DeviceName(parsed.GetValue(DeviceOption)!), !parsed.GetValue(NoBrowserOption), parsed.GetValue(PausedOption),
            parsed.GetValue(ReplayOption))));
        return root.Parse(arguments).Invoke();
    }

    /// <summary>Null is the processor, empty the default device.</summary>
    private static string? DeviceName(string device) => device switch
    {
        "cpu" => null,
        "opencl" => "",
        _ when device.StartsWith("opencl:", StringComparison.Ordinal) => device["opencl:".Length..],
        _ => throw new ExampleException($"--device: expected cpu, opencl or opencl:NAME, got '{device}'."),
    };

    private static Option<int> Whole(string name, string description, int usual, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < least)
                result.AddError($"{name}: expected a whole number from {least}, got {value}.");
        });
        return option;
    }
}

/// <summary>Something the user can put right; the message is one line that says what and how.</summary>
internal sealed class ExampleException(string message) : Exception(message);
