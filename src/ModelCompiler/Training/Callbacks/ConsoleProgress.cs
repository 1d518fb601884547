using System.Globalization;
using System.Text;

namespace ModelCompiler.Training;

/// <summary>
/// Prints a fit as Keras does: for each epoch a line with a bar, the rate, the time left and the metrics so far, which is rewritten in
/// place on a terminal and printed once, when it is complete, elsewhere.
/// </summary>
public sealed class ConsoleProgress : ICallback, INeverSteers
{
    private const int BarWidth = 24;
    private const double StragglerFactor = 1.5;
    private static readonly TimeSpan between = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter writer;
    private readonly bool rewrites;
    private readonly StringBuilder line = new();
    private TimeSpan printed;
    private int shown;

    /// <summary>Prints to the console's standard output.</summary>
    public ConsoleProgress() : this(Console.Out, rewrites: !Console.IsOutputRedirected)
    {
    }

    /// <summary>Prints to a writer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rewrites">
    /// Whether a carriage return brings a line's beginning back, as on a terminal; otherwise only complete epochs are printed.
    /// </param>
    public ConsoleProgress(TextWriter writer, bool rewrites)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (this.writer, this.rewrites) = (writer, rewrites);
    }

    /// <inheritdoc/>
    public void EpochBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {context.Epoch}/{context.EpochCount}"));
        (printed, shown) = (TimeSpan.MinValue, 0);
    }

    /// <inheritdoc/>
    public void BatchEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TimeSpan now = context.EpochElapsed;
        if (!rewrites || (printed != TimeSpan.MinValue && now - printed < between))
            return;
        printed = now;
        Print(context, complete: false);
    }

    /// <inheritdoc/>
    public void EpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Print(context, complete: true);
        writer.WriteLine();
        shown = 0;
    }

    /// <inheritdoc/>
    public void FitEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (shown > 0)
            writer.WriteLine(); // An epoch that did not end.
        if (context.StopReason is { } reason)
            writer.WriteLine($"Stopped: {reason}.");
    }

    private void Print(FitContext context, bool complete)
    {
        line.Clear();
        AppendBar(context);
        AppendTimes(context, complete);
        foreach ((string name, double value) in context.Metrics)
            line.Append(" - ").Append(name).Append(": ").Append(Figures.Text(value));
        if (complete)
            AppendStraggler(context.RankSeconds);
        int length = line.Length;
        if (rewrites)
            line.Insert(0, '\r').Append(' ', Math.Max(0, shown - length));
        writer.Write(line);
        writer.Flush();
        shown = length;
    }

    private void AppendBar(FitContext context)
    {
        int total = context.BatchCount;
        line.Append(CultureInfo.InvariantCulture, $"{context.Batch}/{(total > 0 ? total.ToString(CultureInfo.InvariantCulture) : "?")} ");
        if (total == 0)
            return;
        int done = (int)((long)BarWidth * context.Batch / total);
        line.Append('[').Append('=', done);
        if (done < BarWidth)
            line.Append('>').Append('.', BarWidth - done - 1);
        line.Append("] ");
    }

    /// <summary>Names a rank that takes more than half as long again as the middle one: all wait for it.</summary>
    private void AppendStraggler(IReadOnlyList<double> seconds)
    {
        if (seconds.Count < 2)
            return;
        double slowest = seconds.Max(), middle = seconds.Order().ElementAt((seconds.Count - 1) / 2);
        if (slowest > StragglerFactor * middle && middle > 0)
            line.Append(CultureInfo.InvariantCulture,
                $" - rank {seconds.ToList().IndexOf(slowest)} is slow: {slowest / middle:F1} times the middle one");
    }

    private void AppendTimes(FitContext context, bool complete)
    {
        double seconds = context.EpochElapsed.TotalSeconds, step = seconds / Math.Max(1, context.Batch);
        if (!complete && context.BatchCount > 0)
            line.Append("ETA ").Append(Figures.Time(step * (context.BatchCount - context.Batch)));
        else
            line.Append(Figures.Time(seconds));
        line.Append(' ').Append(Figures.Time(step)).Append("/step ");
        line.Append(CultureInfo.InvariantCulture, $"{context.SamplesPerSecond:N0} samples/s");
    }
}
