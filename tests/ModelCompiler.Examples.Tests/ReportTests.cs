using System.Text.Json;
using Digits;
using Digits.Report;
using ModelCompiler.Training;
using Spectre.Console;

namespace ModelCompiler.Examples.Tests;

public sealed class ReportTests
{
    private static readonly RunResult Result = new()
    {
        Net = "MnistNet",
        Parameters = 1_621_670,
        Data = "drawn",
        TrainImages = 100,
        TestImages = 20,
        Epochs = [new(1, 0.1f + 0.2f, 0.5, 1 / 3.0, 0.75, 1.5), new(2, Math.BitIncrement(0.3), 0.9, 0.1, 0.95, 1.25)],
        TestLoss = Math.PI,
        TestAccuracy = 0.95,
        Confusion = new[,] { { 9L, 1L }, { 0L, 10L } },
        Times = new SampleTimes(100.5, 200.25),
        Weights = "weights.safetensors",
        TrainingSeconds = 2.75,
    };

    [Fact]
    public void JsonKeepsEveryBitOfALoss()
    {
        using var json = JsonDocument.Parse(JsonResult.ToText(Result, new Options()));

        var losses = json.RootElement.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("loss").GetDouble());
        Assert.Equal(Result.Epochs.Select(epoch => BitConverter.DoubleToInt64Bits(epoch.Loss)), losses.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(Math.PI, json.RootElement.GetProperty("testLoss").GetDouble());
    }

    [Fact]
    public void JsonHoldsTheConfusionByTruth()
    {
        using var json = JsonDocument.Parse(JsonResult.ToText(Result, new Options()));

        Assert.Equal(1, json.RootElement.GetProperty("confusion")[0][1].GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("confusion")[1][0].GetInt32());
    }

    [Fact]
    public void JsonIsWrittenInOnePiece()
    {
        using var folder = new TemporaryFolder();

        JsonResult.Write(folder["result.json"], Result, new Options { Seed = 5 });

        using var json = JsonDocument.Parse(File.ReadAllText(folder["result.json"]));
        Assert.Equal(5, json.RootElement.GetProperty("seed").GetInt32());
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void JsonThatCannotBeWrittenIsOneLine()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<ExampleException>(() => JsonResult.Write(Path.Combine(folder["gone"], "result.json"), Result, new Options()));

        Assert.StartsWith("--json:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory, InlineData(false, "F4"), InlineData(true, "R")]
    public void PlainLossesHaveFourDecimalsOrAllDigits(bool exact, string format)
    {
        var output = new StringWriter();

        new PlainProgress(output, exact).Report(new FitProgress(2, 2, 5, 5, 0, 0, 0, Result.Epochs[1]));

        var loss = output.ToString().Split("  ").Single(part => part.StartsWith("loss ", StringComparison.Ordinal))[5..];
        Assert.Equal(Result.Epochs[1].Loss.ToString(format, System.Globalization.CultureInfo.InvariantCulture), loss);
    }

    [Fact]
    public void ATerminalGetsABarForEachEpoch()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;

        var done = new ConsoleReport(console).Train(progress =>
        {
            progress.Report(new FitProgress(1, 2, 1, 5, 2.5, 0.25, 0, null));
            progress.Report(new FitProgress(1, 2, 5, 5, 0, 0, 0, Result.Epochs[0]));
            progress.Report(new FitProgress(2, 2, 5, 5, 0.75, 0.5, 0, Result.Epochs[1]));
            return true;
        });

        Assert.True(done);
        Assert.All(["epoch 1/2", "test 75.00%", "epoch 2/2", "loss 0.7500", "test 95.00%", "100%"],
            part => Assert.Contains(part, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void APictureHasGreysInATerminal()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Out = new AnsiConsoleOutput(output),
        });

        console.Write(new DigitPicture(new[] { 1f, 0f }, width: 1));

        Assert.Contains("38;2;255;255;255;48;2;0;0;0m▀", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void APictureUsesHalfBlocks()
    {
        float[] pixels = [1, 0, 1, 0, 0, 1, 1, 1, 1];       // three rows of three; the missing fourth is paper

        Assert.Equal(["▀ █", "▀▀▀"], Lines(new DigitPicture(pixels, 3)));
    }

    [Fact]
    public void TheConfusionTableShowsCountsAndShares()
    {
        var lines = Lines(ConfusionTable.Create(Result.Confusion));

        Assert.Contains(lines, line => line.Contains('9') && line.Contains("90.0%", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("10", StringComparison.Ordinal) && line.Contains("100.0%", StringComparison.Ordinal));
    }

    private static List<string> Lines(Spectre.Console.Rendering.IRenderable shown)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Write(shown);
        return [.. output.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }
}
