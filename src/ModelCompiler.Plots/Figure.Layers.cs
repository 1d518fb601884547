using ModelCompiler.Training;
using ScottPlot;

namespace ModelCompiler.Plots;

public sealed partial class Figure
{
    private const int Bins = 40;

    /// <summary>
    /// A size for each layer, first layer first, on a logarithmic axis: how gradients vanish or explode on their way back.
    /// </summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="measure">What the vertical axis measures.</param>
    /// <param name="lines">Name and one number for each layer.</param>
    public static Figure ByLayer(string title, string measure, params IReadOnlyList<(string Name, IReadOnlyList<double> Sizes)> lines) =>
        Lines(title, "layer, from the input", measure, logarithmic: true,
            [.. lines.Select(line => new Series(line.Name, line.Sizes) { Marks = true })]);

    /// <summary>Root mean square of each kernel's gradient, in the order of the layers: the numbers of <see cref="ByLayer"/>.</summary>
    /// <param name="gradients">Gradients of a step.</param>
    public static IReadOnlyList<double> KernelSizes(GradientSet gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        return [.. gradients.Where(tensor => tensor.Name.EndsWith(".kernel", StringComparison.Ordinal))
            .Select(tensor => RootMeanSquare(tensor.Span))];
    }

    /// <summary>How numbers are spread layer by layer, such as activations or gradients: a histogram for each.</summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="layers">Name and numbers of each layer; those that are not finite are left out and counted in the title.</param>
    /// <exception cref="PlotException">No layers.</exception>
    public static Figure Distributions(string title, params IReadOnlyList<(string Name, float[] Values)> layers)
    {
        if (layers.Count == 0)
            throw new PlotException($"'{title}' has no layers.");
        return new Figure(title, [.. layers.Select(layer => Histogram(layer.Name, layer.Values))], Math.Min(layers.Count, 4));
    }

    /// <summary>How a step's gradients are spread, a histogram for each kernel.</summary>
    public static Figure Gradients(GradientSet gradients, string title = "Gradients")
    {
        ArgumentNullException.ThrowIfNull(gradients);
        return Distributions(title, [.. gradients
            .Where(tensor => tensor.Name.EndsWith(".kernel", StringComparison.Ordinal))
            .Select(tensor => (tensor.Name, tensor.Span.ToArray()))]);
    }

    private static Panel Histogram(string name, float[] values)
    {
        float[] finite = [.. values.Where(float.IsFinite)];
        double zeros = finite.Length == 0 ? 0 : (double)finite.Count(value => value == 0) / finite.Length;
        double size = RootMeanSquare(finite);
        string lost = finite.Length < values.Length ? $", {values.Length - finite.Length} not finite" : "";
        return Panel.Of($"{name}: rms {size:G2}, {100 * zeros:0}% zero{lost}", plot => AddBars(plot, finite), 320, 240);
    }

    private static void AddBars(Plot plot, float[] values)
    {
        if (values.Length == 0)
            return;
        double low = values.Min(), high = values.Max(), width = high > low ? (high - low) / Bins : 1;
        var counts = new double[Bins];
        foreach (float value in values)
            counts[Math.Clamp((int)((value - low) / width), 0, Bins - 1)]++;
        ScottPlot.Plottables.BarPlot bars = plot.Add.Bars(
            [.. counts.Select((_, i) => low + (i + 0.5) * width)], [.. counts.Select(count => 100 * count / values.Length)]);
        foreach (Bar bar in bars.Bars)
        {
            bar.Size = width;
            bar.FillColor = palette[0];
            bar.LineWidth = 0;
        }

        plot.YLabel("% of values", 10);
        plot.Axes.Margins(bottom: 0);
    }

    private static double RootMeanSquare(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return values.Length == 0 ? 0 : Math.Sqrt(sum / values.Length);
    }
}
