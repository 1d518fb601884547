using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Training;
using Spectre.Console;

namespace Digits.Report;

/// <summary>A bar for each epoch in a terminal; a finished epoch's line stays.</summary>
internal sealed class LiveProgress(ProgressContext context) : IProgress<FitProgress>
{
    // A small network takes thousands of steps a second; a terminal does not.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private ProgressTask? bar;
    private int epoch;
    private long shown;

    /// <summary>Runs <paramref name="work"/> with bars on the terminal.</summary>
    public static T Show<T>(IAnsiConsole console, Func<IProgress<FitProgress>, T> work) => console.Progress()
        .AutoClear(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn(),
            new ElapsedTimeColumn())
        .Start(context => work(new LiveProgress(context)));

    public void Report(FitProgress value)
    {
        var started = bar is not null && epoch == value.Epoch;
        if (started && value.Completed is null && Stopwatch.GetElapsedTime(shown) < Pause)
            return;
        if (!started)
            bar = context.AddTask(Describe(value), maxValue: value.Steps);
        (epoch, shown) = (value.Epoch, Stopwatch.GetTimestamp());
        bar!.Value = value.Step;
        bar.Description = Describe(value);
    }

    private static string Describe(FitProgress value) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {value.Epoch}/{value.Epochs}  loss {value.Loss:F4}  accuracy {value.Accuracy:0.00%}{Tested(value.Completed)}");

    private static string Tested(EpochResult? epoch) =>
        epoch is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"  [green]test {epoch.ValidationAccuracy:0.00%}[/]");
}
