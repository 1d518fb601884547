using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>A tensor's histograms over the run, in bounded memory: when it is full, every second one goes, and from then on every second is taken.</summary>
internal sealed class HistogramHistory
{
    private const int Most = 96;

    private readonly List<(long Step, Figures Weights, Figures Gradients, double Ratio)> columns = [];
    private int stride = 1, skipped;

    public void Add(long step, TensorFigures figures)
    {
        if (++skipped < stride)
            return;
        skipped = 0;
        columns.Add((step, figures.Weights, figures.Gradients, figures.Ratio));
        if (columns.Count < Most)
            return;
        for (int i = Most / 2 - 1; i >= 0; i--)
            columns.RemoveAt(2 * i + 1);
        stride *= 2;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumbers("steps", [.. columns.Select(c => (double)c.Step)], digits: 9);
        writer.WriteNumbers("ratio", [.. columns.Select(c => c.Ratio)], digits: 6);
        Write(writer, "weights", c => c.Weights);
        Write(writer, "gradients", c => c.Gradients);
    }

    private void Write(Utf8JsonWriter writer, string name, Func<(long Step, Figures Weights, Figures Gradients, double Ratio), Figures> of)
    {
        writer.WriteStartArray(name);
        foreach (Figures figures in columns.Select(of))
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
