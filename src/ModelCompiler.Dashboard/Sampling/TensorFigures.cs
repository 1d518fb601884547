using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>What one looks at in many numbers: extent, middle, spread, and how they are distributed.</summary>
internal readonly record struct Figures(double Min, double Max, double Mean, double Deviation, double Norm, double Zeros, int[] Histogram)
{
    /// <summary>Equal intervals from the least number to the greatest.</summary>
    public const int Bins = 30;

    /// <summary>Numbers of no tensor.</summary>
    public static readonly Figures None = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, []);

    /// <summary>Figures of finite numbers; others are left out of the histogram and show as no number elsewhere.</summary>
    public static Figures Of(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
            return None;
        double sum = 0, squares = 0;
        float min = float.PositiveInfinity, max = float.NegativeInfinity;
        int zeros = 0;
        foreach (float value in values)
        {
            sum += value;
            squares += (double)value * value;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            zeros += value == 0 ? 1 : 0;
        }

        double mean = sum / values.Length;
        double variance = Math.Max(0, squares / values.Length - mean * mean);
        return new Figures(min, max, mean, Math.Sqrt(variance), Math.Sqrt(squares), (double)zeros / values.Length, Count(values, min, max));
    }

    public void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteFigure("min", Min);
        writer.WriteFigure("max", Max);
        writer.WriteFigure("mean", Mean);
        writer.WriteFigure("std", Deviation);
        writer.WriteFigure("zeros", Zeros);
        writer.WriteNumbers("hist", Histogram);
        writer.WriteEndObject();
    }

    private static int[] Count(ReadOnlySpan<float> values, float min, float max)
    {
        float width = max - min;
        if (!float.IsFinite(width))
            return [];
        var counts = new int[Bins];
        float scale = width > 0 ? Bins / width : 0;
        foreach (float value in values)
            counts[Math.Min(Bins - 1, (int)((value - min) * scale))]++;
        return counts;
    }
}

/// <summary>A tensor of weights and its gradient at a step.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Length">Numbers that it has.</param>
/// <param name="Seen">Numbers that were looked at: every so many of a large tensor.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Gradients">Their gradients; none of frozen weights.</param>
/// <param name="Ratio">How large the step's change was beside the weights, as lengths of vectors; about 0.001 is usual.</param>
internal sealed record TensorFigures(string Name, int Length, int Seen, Figures Weights, Figures Gradients, double Ratio)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteNumber("length", Length);
        writer.WriteNumber("seen", Seen);
        writer.WriteFigure("ratio", Ratio);
        Weights.Write(writer, "weights");
        if (Gradients.Histogram.Length > 0)
            Gradients.Write(writer, "gradients");
        writer.WriteEndObject();
    }
}
