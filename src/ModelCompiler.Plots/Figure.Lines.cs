using System.Globalization;
using ModelCompiler.Training;
using ScottPlot;

namespace ModelCompiler.Plots;

public sealed partial class Figure
{
    private static readonly Color[] palette = [.. new ScottPlot.Palettes.Category10().Colors];

    /// <summary>Lines over one horizontal axis.</summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="xLabel">What the horizontal axis counts.</param>
    /// <param name="yLabel">What the vertical axis measures.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="PlotException">No lines, or a line with different numbers of places and values.</exception>
    public static Figure Lines(string title, string xLabel, string yLabel, params IReadOnlyList<Series> lines) =>
        Lines(title, xLabel, yLabel, logarithmic: false, lines);

    /// <summary>Lines over one horizontal axis.</summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="xLabel">What the horizontal axis counts.</param>
    /// <param name="yLabel">What the vertical axis measures.</param>
    /// <param name="logarithmic">Whether the vertical axis is logarithmic; values that are not positive are left out then.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="PlotException">No lines, or a line with different numbers of places and values.</exception>
    public static Figure Lines(string title, string xLabel, string yLabel, bool logarithmic, params IReadOnlyList<Series> lines)
    {
        if (lines.Count == 0)
            throw new PlotException($"'{title}' has no lines.");
        foreach (Series line in lines)
        {
            if (line.Xs.Count != line.Ys.Count)
                throw new PlotException($"'{line.Name}' has {line.Xs.Count} places and {line.Ys.Count} values.");
        }

        return new Figure(title, [Panel.Of(title, plot => AddLines(plot, xLabel, yLabel, logarithmic, lines))], columns: 1);
    }

    /// <summary>A figure measured at several settings, such as accuracy over the dropout rate: lines with a mark at each setting.</summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="setting">What is varied.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="settings">The settings, in their order.</param>
    /// <param name="lines">Name and one value for each setting.</param>
    public static Figure Sweep(
        string title, string setting, string measure, IReadOnlyList<double> settings,
            params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines) =>
        Lines(title, setting, measure, [.. lines.Select(line => new Series(line.Name, settings, line.Values) { Marks = true })]);

    /// <summary>Loss and, where there is one, accuracy after each epoch, of training and of validation.</summary>
    /// <exception cref="PlotException">A history without epochs.</exception>
    public static Figure TrainingCurves(History history, string title = "Training")
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Epochs.Count == 0)
            throw new PlotException("The history has no epoch that was completed.");
        Figure loss = Lines("Loss", "epoch", "loss", Both(history, e => e.Loss, e => e.ValidationLoss));
        Figure accuracy = Lines("Accuracy", "epoch", "accuracy", Both(history, e => e.Accuracy, e => e.ValidationAccuracy));
        bool labelled = history.Epochs.Any(epoch => double.IsFinite(epoch.Accuracy));
        return labelled ? Combine(title, 2, loss, accuracy) : Combine(title, 1, loss);
    }

    /// <summary>Learning rates over steps or epochs.</summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="steps">How many steps to draw, from 0.</param>
    /// <param name="rates">Name and rate of each schedule at a step.</param>
    public static Figure LearningRates(string title, int steps, params IReadOnlyList<(string Name, Func<int, double> Rate)> rates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double[] xs = [.. Enumerable.Range(0, steps + 1).Select(i => (double)i)];
        return Lines(title, "step", "learning rate",
            [.. rates.Select(rate => new Series(rate.Name, xs, [.. Enumerable.Range(0, steps + 1).Select(rate.Rate)]))]);
    }

    private static Series[] Both(History history, Func<EpochResult, double> training, Func<EpochResult, double> validation)
    {
        double[] xs = [.. history.Epochs.Select(epoch => (double)epoch.Epoch)];
        var lines = new[]
        {
            new Series("training", xs, [.. history.Epochs.Select(training)]) { Marks = xs.Length <= 30 },
            new Series("validation", xs, [.. history.Epochs.Select(validation)]) { Marks = xs.Length <= 30 },
        };
        return [.. lines.Where(line => line.Name == "training" || line.Ys.Any(double.IsFinite))];
    }

    private static void AddLines(Plot plot, string xLabel, string yLabel, bool logarithmic, IReadOnlyList<Series> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            Series line = lines[i];
            int[] shown = [.. Enumerable.Range(0, line.Xs.Count)
                .Where(p => double.IsFinite(line.Ys[p]) && (!logarithmic || line.Ys[p] > 0))];
            if (shown.Length == 0)
                continue;
            double[] ys = [.. shown.Select(p => logarithmic ? Math.Log10(line.Ys[p]) : line.Ys[p])];
            ScottPlot.Plottables.Scatter scatter = plot.Add.Scatter(shown.Select(p => line.Xs[p]).ToArray(), ys);
            scatter.Color = palette[(line.Colour ?? i) % palette.Length];
            scatter.LegendText = line.Name;
            scatter.LineWidth = 2;
            // Past the palette's end, colours come again dashed.
            scatter.LinePattern = line.Dashed || (line.Colour ?? i) >= palette.Length ? LinePattern.Dashed : LinePattern.Solid;
            scatter.ConnectStyle = line.Steps ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
            scatter.MarkerSize = line.Marks || shown.Length == 1 ? 6 : 0;
        }

        plot.XLabel(xLabel);
        plot.YLabel(yLabel);
        double[] drawn = [.. lines.SelectMany(line => line.Ys).Where(y => double.IsFinite(y) && y > 0)];
        if (logarithmic && drawn.Length > 0)
            UseLogarithm(plot, Math.Log10(drawn.Min()), Math.Log10(drawn.Max()));
        if (lines.SelectMany(line => line.Xs).All(double.IsInteger))
            UseWholeNumbers(plot);
        if (lines.Count > 1)
            ShowLegend(plot, lines.Count);
    }

    /// <summary>Ticks at powers of ten; where there would be fewer than three, at one, two and five times them.</summary>
    private static void UseLogarithm(Plot plot, double low, double high)
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        bool few = high - low < 3;
        int apart = Math.Max(1, (int)Math.Ceiling((high - low) / 10));
        for (int exponent = (int)Math.Floor(low) - 1; exponent <= high + 1; exponent++)
        {
            if (exponent % apart == 0)
                ticks.AddMajor(exponent, Number(Math.Pow(10, exponent)));
            foreach (int times in few ? [2, 5] : Array.Empty<int>())
                ticks.AddMajor(exponent + Math.Log10(times), Number(times * Math.Pow(10, exponent)));
        }

        plot.Axes.Left.TickGenerator = ticks;
    }

    private static string Number(double value) =>
        value is >= 0.00099 and < 100_000 ? value.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("0e0",
            CultureInfo.InvariantCulture);

    /// <summary>Epochs and steps are whole.</summary>
    private static void UseWholeNumbers(Plot plot) =>
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };

    /// <summary>Beside the lines, where it hides none.</summary>
    private static void ShowLegend(Plot plot, int count)
    {
        plot.ShowLegend(Edge.Right);
        plot.Legend.FontSize = count > 8 ? 10 : 12;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
