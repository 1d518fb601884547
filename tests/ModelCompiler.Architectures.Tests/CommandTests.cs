using Architectures;
using Architectures.Report;
using Architectures.Training;
using ModelCompiler.OpenCL;
using ModelCompiler.OpenCL.Compiled.Tests;
using Spectre.Console;

namespace ModelCompiler.Architectures.Tests;

/// <summary>The verbs of the program, as text.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("architectures-tests-").FullName;
    private readonly StringWriter output = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheListNamesEveryNetwork()
    {
        Run("list");

        Assert.All(Catalog.All, network => Assert.Contains(network.Name, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void ASummaryShowsLayersAndTotals()
    {
        Run("summary", "lenet-5");

        Assert.All(["conv2d_1", "28×28×6", "2,416", "61,706", "416,520", "36,952"], part => Assert.Contains(part, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void EveryNetworkHasASummary() => Assert.All(Catalog.All, network =>
    {
        output.GetStringBuilder().Clear();
        Run("summary", network.Name);

        var summary = network.Summary;
        Assert.All(
            [summary.ModelName, .. summary.Layers.Select(layer => layer.Name), Format.Whole(summary.MultiplyAdds)],
            part => Assert.Contains(part, output.ToString(), StringComparison.Ordinal));
    });

    [Fact]
    public void TheEdgeKernelsOperationsAreTheCourses()
    {
        Run("summary", "edge-1d");

        Assert.Contains("267,960 operations", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ATrainingIsRememberedAndCompared()
    {
        Run("train", "mlp-50-25", "--epochs", "2", "--samples", "400", "--threads", "1", "--results", folder);
        Run("compare", "--results", folder);

        var outcome = TrainingOutcome.Load(folder, "mlp-50-25")!;
        Assert.True(outcome.LossAfter < outcome.LossBefore, $"{outcome}");
        Assert.InRange(outcome.Top1!.Value, 0.55, 1);
        Assert.Null(outcome.Top5);
        string row = Assert.Single(output.ToString().Split('\n'), line => line.StartsWith("| mlp-50-25 ", StringComparison.Ordinal));
        Assert.Contains(Format.Share(outcome.Top1), row, StringComparison.Ordinal);
        Assert.Contains("40,551", row, StringComparison.Ordinal);
        Assert.Equal(Catalog.All.Count, output.ToString().Split('\n').Count(line => line.EndsWith(" ms |", StringComparison.Ordinal)));
    }

    [DeviceFact]
    public void ATrainingOnADeviceIsTheSameTraining()
    {
        string[] training = ["train", "mlp-50-25", "--epochs", "2", "--samples", "400", "--threads", "1", "--results", folder];
        Run(training);
        var here = TrainingOutcome.Load(folder, "mlp-50-25")!;
        Run([.. training, "--device", "opencl"]);
        var there = TrainingOutcome.Load(folder, "mlp-50-25")!;

        Assert.Contains($"on OpenCL device {OpenCLDevice.Default}", output.ToString(), StringComparison.Ordinal);
        Assert.InRange(there.LossAfter / here.LossAfter, 0.9999, 1.0001);
        Assert.Equal(here.Top1!.Value, there.Top1!.Value, 0.02);
    }

    [Fact]
    public void ADeviceThatIsNotThereIsAnError()
    {
        var error = Assert.ThrowsAny<OpenCLException>(() => Run("train", "mlp-50-25", "--device", "opencl:no such name"));

        Assert.Contains(OpenCLDevice.All.Count > 0 ? "There is no OpenCL device 'no such name'" : "OpenCL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownNetworkIsOneLine()
    {
        var error = Assert.Throws<ExampleException>(() => Run("summary", "lenet-6"));

        Assert.Equal($"No network is called 'lenet-6'; 'list' shows all {Catalog.All.Count}.", error.Message);
    }

    [Theory]
    [InlineData("lenet-5", "train-images-idx3-ubyte")]
    [InlineData("convnetjs-cifar", "data_batch_1.bin")]
    public void MissingFilesAreNamed(string network, string file)
    {
        var error = Assert.Throws<ExampleException>(() => Run("train", network, "--data", folder));

        Assert.Contains($"has neither {file} nor {file}.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PicturesOfAnotherSizeAreRefused()
    {
        var error = Assert.Throws<ExampleException>(() => Run("train", "vgg-16", "--data", folder));

        Assert.Contains("32×32, this network takes 224×224", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongNumberIsAnError()
    {
        var parsed = Commands().Root().Parse(["train", "lenet-5", "--epochs", "0"]);

        Assert.Equal("--epochs: expected a whole number above 0, got '0'.", Assert.Single(parsed.Errors).Message);
    }

    private void Run(params string[] arguments)
    {
        int code = Commands().Root().Parse(arguments).Invoke(new() { EnableDefaultExceptionHandler = false });

        Assert.Equal(0, code);
    }

    private Commands Commands()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 200;
        return new Commands(new ConsoleReport(console), CancellationToken.None);
    }
}
