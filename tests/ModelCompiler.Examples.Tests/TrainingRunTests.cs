using Digits;
using Digits.Data;
using Digits.Networks;
using Digits.Report;
using Spectre.Console;

namespace ModelCompiler.Examples.Tests;

public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ARunTrainsTestsAndSaves()
    {
        var result = Run(threads: 2, CancellationToken.None);

        Assert.Equal(2, result.Epochs.Count);
        Assert.True(result.Epochs[1].Loss < result.Epochs[0].Loss, "The second epoch is no better than the first.");
        Assert.True(result.TestAccuracy > 0.3, $"The test accuracy is {result.TestAccuracy}.");
        Assert.Equal(result.TestImages, result.Confusion.Cast<long>().Sum());
        Assert.True(File.Exists(result.Weights), "No weights were saved.");
        Assert.True(result.Times is { Forward: > 0, Backward: >= 0 }, $"{result.Times}");
    }

    [Fact]
    public void ARunPrintsItsStations()
    {
        Run(threads: 1, CancellationToken.None);

        var text = output.ToString();
        Assert.All(["Mlp", "epoch 1/2", "epoch 2/2", "test accuracy", "true \\ read", "misread", "time per sample", "weights saved"],
            station => Assert.Contains(station, text, StringComparison.Ordinal));
    }

    [Fact]
    public void ThreadsChangeNoBitOfALoss()
    {
        var alone = Run(threads: 1, CancellationToken.None);
        var together = Run(threads: 2, CancellationToken.None);

        Assert.Equal(Bits(alone), Bits(together));
    }

    [Fact]
    public void AnInterruptedTrainingIsTestedAndSaved()
    {
        var result = Run(threads: 1, new CancellationToken(canceled: true));

        Assert.True(result.Epochs.Count < 2, "The training went on.");
        Assert.True(File.Exists(result.Weights), "No weights were saved.");
    }

    private RunResult Run(int threads, CancellationToken cancellation)
    {
        var options = new Options { Net = Net.Mlp, Epochs = 2, Batch = 32, Seed = 4, Threads = threads, Output = folder["mlp.safetensors"] };
        var digits = DigitSource.Draw(seed: 4, threads: 2, train: 1200, test: 300);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;
        return new TrainingRun<Mlp>(seed => new Mlp(seed), digits, options, new ConsoleReport(console)).Run(cancellation);
    }

    private static IEnumerable<long> Bits(RunResult result) =>
        result.Epochs.SelectMany(epoch => new[] { epoch.Loss, epoch.ValidationLoss }).Select(BitConverter.DoubleToInt64Bits);
}
