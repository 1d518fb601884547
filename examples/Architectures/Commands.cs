using System.CommandLine;
using System.Globalization;
using Architectures.Code;
using Architectures.Report;
using Architectures.Training;
using Digits.Devices;
using Spectre.Console;

namespace Architectures;

/// <summary>The verbs of the command line.</summary>
internal sealed class Commands(ConsoleReport report, CancellationToken cancellation)
{
    private readonly Argument<string> name = new("NAME") { Description = "A network of the list" };
    private readonly Option<string> data =
        new("--data") { Description = "Learn from MNIST's or CIFAR-10's files in this folder, not from drawn samples", HelpName = "DIR" };
    private readonly Option<int> epochs = Whole("--epochs", "Passes over the samples [default: 3]");
    private readonly Option<int> samples = Whole("--samples", "Samples to learn from [default: by the network's size]");
    private readonly Option<int> batch = Whole("--batch", "Samples in one training step [default: by the network's size]");
    private readonly Option<int> seed = Whole("--seed", "Decides weights, order and drawn samples [default: 1]");
    private readonly Option<int> threads = Whole("--threads", "Threads to compute on [default: all]");
    private readonly Option<DeviceChoice> device = DeviceChoice.Option();
    private readonly Option<string> results =
        new("--results") { Description = "Where outcomes of trainings are kept for 'compare'", HelpName = "DIR" };

    public RootCommand Root() =>
        new("The networks of the courses, from a perceptron to ResNet-152, each declared in one file under Networks.")
        {
            Verb(new Command("list", "All networks"), _ => List()),
            Verb(new Command("summary", "A network layer by layer") { name }, parsed => Summary(Named(parsed))),
            Verb(
                new Command("train", "Trains a network, on samples that it draws itself unless --data is given")
                {
                    name, data, epochs, samples, batch, seed, threads, device, results,
                },
                parsed => Train(Named(parsed), Options(parsed))),
            Verb(new Command("compare", "All networks in one table") { results },
                parsed => Compare(parsed.GetValue(results) ?? TrainingOptions.UsualResults)),
        };

    private void List()
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(new TableColumn("network"), new TableColumn("known for"), new TableColumn("learns"),
                new TableColumn("parameters").RightAligned());
        foreach (var network in Catalog.All)
            table.AddRow(
                network.Name, network.About, network.Workload?.Name ?? "nothing", Format.Whole(network.Summary.TrainableParameters));
        report.Show(table);
    }

    private void Summary(Network network)
    {
        report.Show(SummaryTable.Create(network.Summary));
        network.Demonstrate(report);
    }

    private void Train(Network network, TrainingOptions options) => network.Train(options, report, cancellation).Save(options.Results);

    private void Compare(string folder)
    {
        var code = GeneratedCode.OfAllNetworks();
        report.Show(ComparisonTable.Create(Catalog.All, code, network => TrainingOutcome.Load(folder, network.Name)));
    }

    private TrainingOptions Options(ParseResult parsed)
    {
        var usual = new TrainingOptions();
        return new TrainingOptions
        {
            Data = parsed.GetValue(data),
            Epochs = Given(epochs) ?? usual.Epochs,
            Samples = Given(samples),
            Batch = Given(batch),
            Seed = Given(seed) ?? usual.Seed,
            Threads = Given(threads) ?? usual.Threads,
            Device = parsed.GetValue(device)?.OpenCLName,
            Results = parsed.GetValue(results) ?? usual.Results,
        };

        int? Given(Option<int> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);
    }

    private Network Named(ParseResult parsed) => Catalog.Find(parsed.GetValue(name)!);

    private static Command Verb(Command command, Action<ParseResult> action)
    {
        command.SetAction(action);
        return command;
    }

    private static Option<int> Whole(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
                return value;
            argument.AddError($"{name}: expected a whole number above 0, got '{text}'.");
            return 0;
        },
    };
}
