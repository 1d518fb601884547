using System.CommandLine;
using System.Text;
using ModelCompiler;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using Spectre.Console;
using Transfer;

Console.OutputEncoding = Encoding.UTF8;
Option<string> data = new("--data") { Description = "A folder with Fashion-MNIST's files [default: Debian's package]", HelpName = "DIR" };
Option<string> model = new("--model") { Description = "The pretrained network [default: the NuGet package's]", HelpName = "FILE.onnx" };
Option<string> picture = new("--picture") { Description = "Where the figure goes", HelpName = "FILE.png" };
Option<int[]> samples = new("--samples")
{
    Description = "Samples a class [default: 10 100 1000]",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [10, 100, 1000],
};
Option<int> tests = new("--tests") { Description = "Test samples", DefaultValueFactory = _ => 10_000 };
Option<int> seed = new("--seed") { Description = "Decides weights and order", DefaultValueFactory = _ => 1 };
var root = new RootCommand(
    "Learns Fashion-MNIST from few samples: from scratch, from a pretrained network's features, and by fine-tuning it.")
{
    data, model, picture, samples, tests, seed,
};
root.SetAction(parsed => Run(parsed.GetValue(data), parsed.GetValue(model), parsed.GetValue(picture), parsed.GetRequiredValue(samples),
    parsed.GetValue(tests), parsed.GetValue(seed)));

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is ExampleException or ModelException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}

static void Run(string? data, string? model, string? picture, int[] samples, int tests, int seed)
{
    if (samples.Length == 0 || samples.Any(s => s < 1) || tests < 1)
        throw new ExampleException("--samples and --tests take numbers from 1 on.");
    (Dataset train, Dataset test) = Pictures.Load(data);
    var comparison = new Comparison(PretrainedWeights.Load(model), train, test.Take(Math.Min(tests, test.Count)), seed, Console.WriteLine);
    Outcome[] outcomes = [.. samples.Select(s => comparison.Run(s, CancellationToken.None))];
    Table table = new Table().Border(TableBorder.Simple).AddColumns(
        new TableColumn("samples a class").RightAligned(), new TableColumn("from scratch").RightAligned(),
        new TableColumn("features, linear").RightAligned(), new TableColumn("fine-tuned").RightAligned(),
        new TableColumn("gain").RightAligned(), new TableColumn("seconds").RightAligned());
    foreach (Outcome o in outcomes)
        table.AddRow($"{o.PerClass}", $"{o.Scratch:P1}", $"{o.Features:P1}", $"{o.FineTuned:P1}",
            $"{100 * (Math.Max(o.Features, o.FineTuned) - o.Scratch):+0.0;-0.0} points", $"{o.Seconds:0}");
    AnsiConsole.Write(table);
    if (picture is null)
        return;
    Figure.Sweep(
        "Fashion-MNIST from few samples", "samples a class (powers of ten)", "accuracy on the test set",
        [.. outcomes.Select(o => Math.Log10(o.PerClass))], ("from scratch", [.. outcomes.Select(o => o.Scratch)]),
        ("features off the shelf, linear", [.. outcomes.Select(o => o.Features)]), ("fine-tuned", [.. outcomes.Select(o => o.FineTuned)]))
        .Save(picture);
    Console.WriteLine($"{picture}: the figure");
}
