using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>
/// A tensor's histograms over the run, in bounded memory: when it is full, every second one goes, and from then on every second is taken.
/// </summary>
internal sealed class HistogramHistory
{
    private const int Most = 96;

    private readonly List<HistogramColumn> columns = [];
    private int stride = 1, skipped;

    public void Add(long step, TensorFigures figures)
    {
        if (++skipped < stride)
            return;
        skipped = 0;
        columns.Add(new HistogramColumn(step, figures.Weights, figures.Gradients, figures.Ratio));
        if (columns.Count < Most)
            return;
        for (int i = Most / 2 - 1; i >= 0; i--)
            columns.RemoveAt(2 * i + 1);
        stride *= 2;
    }

    /// <summary>All columns as they are now.</summary>
    public HistogramColumn[] ToArray() => [.. columns];

    public static void Write(Utf8JsonWriter writer, HistogramColumn[] columns)
    {
        writer.WriteNumbers("steps", [.. columns.Select(c => (double)c.Step)], digits: 9);
        writer.WriteNumbers("ratio", [.. columns.Select(c => c.Ratio)], digits: 6);
        Write(writer, "weights", columns.Select(c => c.Weights));
        Write(writer, "gradients", columns.Select(c => c.Gradients));
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<Figures> all)
    {
        writer.WriteStartArray(name);
        foreach (Figures figures in all)
        {
            writer.WriteStartObject();
            writer.WriteFigure("min", figures.Min);
            writer.WriteFigure("max", figures.Max);
            writer.WriteNumbers("hist", figures.Histogram);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

/// <summary>A tensor's histograms at one step.</summary>
internal sealed record HistogramColumn(long Step, Figures Weights, Figures Gradients, double Ratio);
