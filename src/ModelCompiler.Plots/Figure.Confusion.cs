using ModelCompiler.Training;
using ScottPlot;

namespace ModelCompiler.Plots;

public sealed partial class Figure
{
    /// <summary>The most classes whose cells have their counts written in.</summary>
    private const int MostWritten = 20;

    /// <summary>What was taken for what: a row for each class, a column for each answer, darker the larger the share of the row.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="names">What the classes are called; their numbers if empty.</param>
    /// <param name="title">What the figure is called.</param>
    /// <exception cref="PlotException">Not one name for each class.</exception>
    public static Figure ConfusionMatrix(ConfusionMatrix matrix, IReadOnlyList<string>? names = null, string title = "Confusion matrix")
    {
        ArgumentNullException.ThrowIfNull(matrix);
        string[] labels = names is { Count: > 0 } ? [.. names] : [.. Enumerable.Range(0, matrix.Classes).Select(i => $"{i}")];
        if (labels.Length != matrix.Classes)
            throw new PlotException($"The matrix has {matrix.Classes} classes, but {labels.Length} names came.");
        int size = Math.Clamp(160 + 42 * matrix.Classes, 320, 900);
        return new Figure(title, [Panel.Of(title, plot => AddMatrix(plot, matrix, labels), size + 60, size)], columns: 1);
    }

    private static void AddMatrix(Plot plot, ConfusionMatrix matrix, string[] names)
    {
        int classes = matrix.Classes;
        for (int actual = 0; actual < classes; actual++)
        {
            double total = Enumerable.Range(0, classes).Sum(predicted => matrix[actual, predicted]);
            for (int predicted = 0; predicted < classes; predicted++)
            {
                long count = matrix[actual, predicted];
                double share = total > 0 ? count / total : 0;
                var cell = plot.Add.Rectangle(predicted - 0.5, predicted + 0.5, classes - 1 - actual - 0.5, classes - 1 - actual + 0.5);
                cell.FillColor = Shade(share, actual == predicted);
                cell.LineColor = Colors.White;
                if (classes <= MostWritten && count > 0)
                    Write(plot, $"{count}", predicted, classes - 1 - actual, share > 0.5 ? Colors.White : Colors.Black, 12);
            }
        }

        double[] places = [.. Enumerable.Range(0, classes).Select(i => (double)i)];
        plot.Axes.Bottom.SetTicks(places, names);
        plot.Axes.Left.SetTicks([.. places.Reverse()], names);
        if (names.Any(name => name.Length > 3))
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = -45;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
            plot.Axes.Bottom.MinimumSize = 30 + 6 * names.Max(name => name.Length);
        }

        plot.Axes.SetLimits(-0.5, classes - 0.5, -0.5, classes - 0.5);
        plot.XLabel("taken for");
        plot.YLabel("is");
        plot.HideGrid();
    }

    /// <summary>Right answers are blue, wrong ones red.</summary>
    private static Color Shade(double share, bool right)
    {
        Color full = right ? new Color(31, 87, 164) : new Color(190, 40, 40);
        double strength = share == 0 ? 0 : 0.08 + 0.92 * Math.Sqrt(share);
        return new Color(Mix(full.R), Mix(full.G), Mix(full.B));

        byte Mix(byte channel) => (byte)Math.Round(245 + strength * (channel - 245));
    }

    private static void Write(Plot plot, string text, double x, double y, Color colour, float size)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        label.LabelAlignment = Alignment.MiddleCenter;
        label.LabelFontColor = colour;
        label.LabelFontSize = size;
        label.LabelFontName = Typefaces.Family;
    }
}
