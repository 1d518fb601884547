namespace ModelCompiler.Runtime;

/// <summary>Draws weights as Keras' initializers define them.</summary>
internal static class WeightInitializer
{
    /// <summary>Standard deviation of a unit normal that is cut at two deviations; dividing by it restores the variance.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Fills one tensor from the stream (<paramref name="seed"/>, <paramref name="index"/>), which no other tensor draws
    /// from.</summary>
    public static void Fill(Span<float> weights, ParameterDescription tensor, int seed, int index)
    {
        var random = new CounterRandom((uint)seed, (uint)index);
        double fanIn = Math.Max(1, tensor.FanIn);
        double fanOut = Math.Max(1, tensor.FanOut);
        switch (tensor.Initializer)
        {
            case Initializer.GlorotUniform: FillUniform(weights, Math.Sqrt(6 / (fanIn + fanOut)), ref random); break;
            case Initializer.HeUniform: FillUniform(weights, Math.Sqrt(6 / fanIn), ref random); break;
            case Initializer.LeCunUniform: FillUniform(weights, Math.Sqrt(3 / fanIn), ref random); break;
            case Initializer.GlorotNormal: FillTruncated(weights, Math.Sqrt(2 / (fanIn + fanOut)), ref random); break;
            case Initializer.HeNormal: FillTruncated(weights, Math.Sqrt(2 / fanIn), ref random); break;
            case Initializer.LeCunNormal: FillTruncated(weights, Math.Sqrt(1 / fanIn), ref random); break;
            case Initializer.RandomNormal: FillNormal(weights, tensor.A, tensor.B, ref random); break;
            case Initializer.RandomUniform: FillRange(weights, tensor.A, tensor.B, ref random); break;
            case Initializer.Zeros: weights.Clear(); break;
            case Initializer.Ones: weights.Fill(1); break;
            case Initializer.Constant: weights.Fill(tensor.A); break;
            case Initializer.TruncatedNormal: FillTruncated(weights, tensor.A, tensor.B, ref random); break;
            case Initializer.Orthogonal: OrthogonalMatrix.Fill(weights, tensor.Shape[^1], tensor.A, ref random); break;
            case Initializer.Identity: FillIdentity(weights, tensor.Shape, tensor.A); break;
            default: throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Initializer, $"'{tensor.Name}' has no such initializer.");
        }
    }

    private static void FillUniform(Span<float> weights, double limit, ref CounterRandom random) =>
        FillRange(weights, -limit, limit, ref random);

    private static void FillRange(Span<float> weights, double from, double to, ref CounterRandom random)
    {
        foreach (ref float weight in weights)
            weight = (float)(from + (to - from) * random.NextSingle());
    }

    private static void FillNormal(Span<float> weights, double mean, double deviation, ref CounterRandom random)
    {
        foreach (ref float weight in weights)
            weight = (float)(mean + deviation * random.NextNormal());
    }

    /// <summary>
    /// A unit matrix in the middle cell of the window; the two middle cells of an even extent are those before and after it, and the second
    /// is taken.
    /// </summary>
    private static void FillIdentity(Span<float> weights, int[] shape, float gain)
    {
        weights.Clear();
        int rows = shape[^2], columns = shape[^1], cell = 0;
        for (int axis = 0; axis < shape.Length - 2; axis++) cell = cell * shape[axis] + shape[axis] / 2;
        for (int i = 0; i < Math.Min(rows, columns); i++) weights[(cell * rows + i) * columns + i] = gain;
    }

    private static void FillTruncated(Span<float> weights, double deviation, ref CounterRandom random) =>
        FillTruncated(weights, 0, deviation / TruncatedDeviation, ref random);

    private static void FillTruncated(Span<float> weights, double mean, double deviation, ref CounterRandom random)
    {
        foreach (ref float weight in weights)
        {
            double drawn;
            do
                drawn = random.NextNormal();
            while (Math.Abs(drawn) > 2);
            weight = (float)(mean + deviation * drawn);
        }
    }
}
