using System.Globalization;
using ModelCompiler;
using ModelCompiler.Training;
using Spectre.Console;

namespace Digits.Report;

/// <summary>Shows a run on the terminal, or as plain text where the output is a file or a pipe.</summary>
/// <param name="console">Where it goes.</param>
/// <param name="exact">Whether plain losses have all their digits.</param>
internal sealed class ConsoleReport(IAnsiConsole console, bool exact = false)
{
    private const int ImageSize = 28;
    private const int MostInARow = 4;
    private const int Rows = 2;

    // A pipe has no width of its own; no line for it is broken.
    private const int PipeWidth = 1000;

    private bool IsLive => console.Profile.Capabilities.Interactive;

    public static ConsoleReport OnStandardOutput()
    {
        if (!Console.IsOutputRedirected)
            return new ConsoleReport(AnsiConsole.Console);

        return Plain(Console.Out, exact: false);
    }

    private static ConsoleReport Plain(TextWriter writer, bool exact)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = PipeWidth;
        return new ConsoleReport(console, exact);
    }

    /// <summary>Plain text of one of several processes, on the way to a terminal that mpirun shows. Losses have all their digits: any
    /// number of processes prints the same.</summary>
    /// <param name="speaks">Whether this is the one that speaks.</param>
    public static ConsoleReport OfRank(bool speaks) =>
        Plain(speaks ? new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true } : TextWriter.Null, exact: true);

    public void Say(string line) => console.WriteLine(line);

    public void Summary(ModelSummary summary) => console.Write(SummaryTable.Create(summary));

    /// <summary>Runs the training with whatever progress this output can show.</summary>
    public T Train<T>(Func<IProgress<FitProgress>, T> work) =>
        IsLive ? LiveProgress.Show(console, work) : work(new PlainProgress(console.Profile.Out.Writer, exact));

    /// <param name="metrics">What came of the test images.</param>
    /// <param name="confusion">Test images by true class and predicted class.</param>
    /// <param name="seconds">How long the training took.</param>
    public void Test(Metrics metrics, long[,] confusion, double seconds)
    {
        console.WriteLine();
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"test accuracy [bold green]{metrics.Accuracy:0.00%}[/] on {metrics.Count} images, loss {metrics.Loss:F4}; "
                + $"trained in {seconds:F1} s"));
        console.Write(ConfusionTable.Create(confusion));
    }

    /// <param name="misread">The images to show.</param>
    /// <param name="picture">The pixels of a test image.</param>
    public void Misread(IReadOnlyList<Misread> misread, Func<int, ReadOnlyMemory<float>> picture)
    {
        if (misread.Count == 0)
            return;
        console.WriteLine("Some that it misread:");
        var inARow = Math.Clamp(console.Profile.Width / (ImageSize + 2), 1, MostInARow);
        var grid = new Grid();
        for (var column = 0; column < inARow; column++)
            grid.AddColumn(new GridColumn().NoWrap().PadRight(1));
        foreach (var row in misread.Take(Rows * inARow).Chunk(inARow))
        {
            grid.AddRow([.. row.Select(item => new Text(Caption(item)))]);
            grid.AddRow([.. row.Select(item => new DigitPicture(picture(item.Index), ImageSize))]);
        }

        console.Write(grid);
    }

    public void Times(SampleTimes times, int batch) => console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"time per sample, batch {batch}: forward {times.Forward:F1} µs, backward and optimizer {times.Backward:F1} µs"));

    public void Saved(string path, int samples)
    {
        console.WriteLine($"weights saved to {path}");
        console.WriteLine($"a fresh network loaded them and gave the same {samples} predictions, bit for bit");
    }

    private static string Caption(Misread item) =>
        string.Create(CultureInfo.InvariantCulture, $"a {item.Truth}, read as {item.Answer} ({item.Confidence:0%})");
}
