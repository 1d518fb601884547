using System.Globalization;
using Spectre.Console;

namespace Digits.Report;

/// <summary>Where training has got to.</summary>
/// <param name="Epoch">The pass under way, from 1.</param>
/// <param name="Step">Steps done in it.</param>
/// <param name="Loss">Mean loss of the pass so far.</param>
/// <param name="Accuracy">Share of right answers in the pass so far.</param>
internal readonly record struct TrainingTick(int Epoch, int Step, int Steps, double Loss, double Accuracy);

/// <summary>Is told how training goes.</summary>
internal interface ITrainingProgress
{
    void Tick(TrainingTick tick);

    void EpochEnded(EpochResult epoch);
}

/// <summary>One plain line for each epoch, with losses to the last bit, for files and pipes.</summary>
internal sealed class PlainProgress(TextWriter output, int epochs) : ITrainingProgress
{
    public void Tick(TrainingTick tick)
    {
    }

    public void EpochEnded(EpochResult epoch) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch}/{epochs}  loss {epoch.Loss:R}  accuracy {epoch.Accuracy:F4}  test loss {epoch.TestLoss:R}  test accuracy {epoch.TestAccuracy:F4}  {epoch.Seconds:F1} s"));
}

/// <summary>A bar for each epoch in a terminal; a finished epoch's line stays.</summary>
internal sealed class LiveProgress(ProgressContext context, int epochs) : ITrainingProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private ProgressTask? bar;
    private int epoch;
    private long shown;

    /// <summary>Runs <paramref name="work"/> with bars on the terminal.</summary>
    public static T Show<T>(IAnsiConsole console, int epochs, Func<ITrainingProgress, T> work) => console.Progress()
        .AutoClear(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new ElapsedTimeColumn())
        .Start(context => work(new LiveProgress(context, epochs)));

    public void Tick(TrainingTick tick)
    {
        // A small network takes thousands of steps a second; a terminal does not.
        var started = bar is not null && epoch == tick.Epoch;
        if (started && System.Diagnostics.Stopwatch.GetElapsedTime(shown) < Pause)
            return;
        shown = System.Diagnostics.Stopwatch.GetTimestamp();
        if (!started)
            (bar, epoch) = (context.AddTask(string.Empty, maxValue: tick.Steps), tick.Epoch);
        bar!.Value = tick.Step;
        bar.Description = string.Create(CultureInfo.InvariantCulture, $"{Title(tick.Epoch)}  loss {tick.Loss:F4}  accuracy {tick.Accuracy:0.00%}");
    }

    public void EpochEnded(EpochResult result)
    {
        bar ??= context.AddTask(string.Empty);
        bar.Value = bar.MaxValue;
        bar.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{Title(result.Epoch)}  loss {result.Loss:F4}  accuracy {result.Accuracy:0.00%}  [green]test {result.TestAccuracy:0.00%}[/]");
    }

    private string Title(int number) => $"epoch {number}/{epochs}";
}
