using System.Globalization;
using Architectures.Training;
using Digits.Report;
using ModelCompiler.Training;
using Spectre.Console;

namespace Architectures.Report;

/// <summary>Shows things on the terminal, or as plain text where the output is a file or a pipe.</summary>
internal sealed class ConsoleReport(IAnsiConsole console)
{
    // A pipe has no width of its own; no line for it is broken.
    private const int PipeWidth = 1000;

    public static ConsoleReport OnStandardOutput()
    {
        if (!Console.IsOutputRedirected)
            return new ConsoleReport(AnsiConsole.Console);

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = PipeWidth;
        return new ConsoleReport(console);
    }

    public void Say(string line) => console.WriteLine(line);

    public void Show(Table table) => console.Write(table);

    /// <summary>Runs a training: a line for each epoch, and in a terminal a moving one for the epoch under way.</summary>
    public void Train(Func<IProgress<FitProgress>, History> work)
    {
        if (!console.Profile.Capabilities.Interactive)
            work(new Progress(this, status: null));
        else
            console.Status().Start("the first step…", status => work(new Progress(this, status)));
    }

    /// <summary>Shows grey pictures side by side, and below each what came of it.</summary>
    public void Pictures(float[] before, float[] after, int width, int count)
    {
        var grid = new Grid();
        for (var column = 0; column < count; column++)
            grid.AddColumn(new GridColumn().NoWrap().PadRight(1));
        foreach (var pixels in new[] { before, after })
            grid.AddRow([.. pixels.Chunk(pixels.Length / count).Select(picture => new DigitPicture(picture, width))]);
        console.Write(grid);
    }

    public void Outcome(TrainingOutcome outcome) => Say(string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Steps} steps in {outcome.Seconds:F1} s: test loss {outcome.LossBefore:G4} before, {outcome.LossAfter:G4} "
            + $"after{Share("top-1", outcome.Top1)}{Share("top-5", outcome.Top5)}"));

    private static string Share(string name, double? share) =>
        share is { } value ? string.Create(CultureInfo.InvariantCulture, $", {name} {value:0.0%}") : string.Empty;

    private sealed class Progress(ConsoleReport report, StatusContext? status) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Completed is { } epoch)
                report.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"epoch {epoch.Epoch}/{value.Epochs}  loss {epoch.Loss:G4}  test loss "
                        + $"{epoch.ValidationLoss:G4}{Share("top-1", Accuracy(epoch))}  {epoch.Seconds:F1} s"));
            else if (status is not null)
                status.Status = string.Create(
                    CultureInfo.InvariantCulture,
                    $"epoch {value.Epoch}/{value.Epochs}, step {value.Step}/{value.Steps}, loss {value.Loss:G4}");
        }

        private static double? Accuracy(EpochResult epoch) => double.IsNaN(epoch.ValidationAccuracy) ? null : epoch.ValidationAccuracy;
    }
}
