using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Digits.Devices;

namespace Digits;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    private const string WeightsExtension = ".safetensors";

    private static readonly Option<string> Data = Text("--data", "DIR", "Train on MNIST's IDX files (.gz or not) in this folder");
    private static readonly Option<bool> Download = new("--download") { Description = "Fetch MNIST into a cache folder and train on it" };
    private static readonly Option<int> Epochs = Whole("--epochs", "Passes over the training images", Options.DefaultEpochs, 1, 10_000);
    private static readonly Option<int> Batch = Whole("--batch", "Images in one training step", Options.DefaultBatch, 1, 65_536);
    private static readonly Option<int> Seed = Whole("--seed", "Decides weights, order and drawn digits", 1, 0, int.MaxValue);
    private static readonly Option<int> Threads = Whole("--threads", "Threads to compute on", Environment.ProcessorCount, 1, 1024);

    private static readonly Option<OptimizerKind> Optimizer = Choice(
        "--optimizer", "How weights follow their gradients", ("adam", OptimizerKind.Adam), ("sgd", OptimizerKind.Sgd));

    private static readonly Option<double?> Rate = LearningRate();

    private static readonly Option<Net> Network = Choice(
        "--net", "The network to train", ("mnist", Net.Mnist), ("keras", Net.Keras), ("lenet", Net.LeNet), ("mlp", Net.Mlp));

    private static readonly Option<DeviceChoice> Device = DeviceChoice.Option();

    private static readonly Option<bool> Mpi = new("--mpi")
    {
        Description = "Train together with the other processes that mpirun started: mpirun -n 2 dotnet Digits.dll --mpi; "
            + "the losses are those of one process with --mpi, to the last digit",
    };
    private static readonly Option<bool> Live =
        new("--live") { Description = "Serve a page that shows the training and steers it; its address is printed" };
    private static readonly Option<string> Json = Text("--json", "FILE", "Write the result for programs to this file");
    private static readonly Option<string> Output = Text("--output", "FILE", "Save the weights here, as .safetensors");

    private static readonly RootCommand Root = new(
        "Trains a network on handwritten digits; without arguments, on digits that it draws itself. 'devices' as the only "
            + "argument lists OpenCL devices.")
    {
        Data, Download, Epochs, Batch, Seed, Threads, Optimizer, Rate, Network, Device, Mpi, Live, Json, Output,
    };

    public static CommandLineOutcome Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is ["devices"])
            return new CommandLineOutcome.ListDevices();
        var parsed = Root.Parse(arguments);
        if (parsed.Action is not (null or ParseErrorAction))
            return new CommandLineOutcome.Show(parsed);
        if (parsed.Errors.Count > 0)
            return new CommandLineOutcome.Mistake(parsed.Errors[0].Message);
        if (parsed.GetValue(Data) is not null && parsed.GetValue(Download))
            return new CommandLineOutcome.Mistake(
                "--data and --download exclude each other: give a folder, or let the example fetch MNIST.");
        if (parsed.GetValue(Output) is { } weights && !weights.EndsWith(WeightsExtension, StringComparison.OrdinalIgnoreCase))
            return new CommandLineOutcome.Mistake($"--output: expected a file that ends in {WeightsExtension}, got '{weights}'.");
        return new CommandLineOutcome.Run(Read(parsed));
    }

    private static Options Read(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(Data),
        Download = parsed.GetValue(Download),
        Epochs = parsed.GetValue(Epochs),
        Batch = parsed.GetValue(Batch),
        Seed = parsed.GetValue(Seed),
        Threads = parsed.GetValue(Threads),
        Optimizer = parsed.GetValue(Optimizer),
        LearningRate = parsed.GetValue(Rate),
        Net = parsed.GetValue(Network),
        Device = parsed.GetValue(Device)?.OpenCLName,
        Mpi = parsed.GetValue(Mpi),
        Live = parsed.GetValue(Live),
        Json = parsed.GetValue(Json),
        Output = parsed.GetValue(Output),
    };

    private static Option<string> Text(string name, string placeholder, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = placeholder };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                result.AddError($"{name}: expected a path, got an empty one.");
        });
        return option;
    }

    private static Option<int> Whole(string name, string description, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least
                && value <= most)
                return value;
            argument.AddError(
                string.Create(CultureInfo.InvariantCulture, $"{name}: expected a whole number from {least} to {most}, got '{text}'."));
            return usual;
        },
    };

    private static Option<double?> LearningRate() => new("--lr")
    {
        Description = $"Learning rate [default: {Options.AdamRate} for adam, {Options.SgdRate} for sgd, which has momentum "
            + $"{Options.SgdMomentum}]",
        HelpName = "RATE",
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
                && double.IsFinite(value))
                return value;
            argument.AddError($"--lr: expected a number above 0, such as 0.001, got '{text}'.");
            return null;
        },
    };

    private static Option<T> Choice<T>(string name, string description, params (string Name, T Value)[] choices)
    {
        var names = string.Join('|', choices.Select(choice => choice.Name));
        return new Option<T>(name)
        {
            Description = $"{description} [default: {choices[0].Name}]",
            HelpName = names,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                foreach (var choice in choices)
                    if (string.Equals(choice.Name, text, StringComparison.OrdinalIgnoreCase))
                        return choice.Value;
                argument.AddError($"{name}: expected {names}, got '{text}'.");
                return default;
            },
        };
    }
}
