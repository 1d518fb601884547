namespace ModelCompiler.Reference.Layers;

/// <summary>Normalization of parts of one sample: of <paramref name="groups"/> groups of channels over all cells, or, with 0, of each cell's channels.</summary>
public sealed class ReferenceSampleNormalization(string name, int groups, double epsilon = 1e-3, bool scale = true, bool center = true, bool trainable = true) : ReferenceLayer
{
    private ReferenceParameter? gamma, beta;

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters => [.. new[] { gamma, beta }.OfType<ReferenceParameter>()];

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[input.Length];
        foreach (int[] part in Parts())
        {
            var (mean, deviation) = Statistics(input, part);
            foreach (int i in part) output[i] = (input[i] - mean) / deviation * Gamma(i) + (beta?.Values[Channel(i)] ?? 0);
        }

        return output;
    }

    /// <summary>dx = (g - mean g - x̂ · mean(g · x̂)) / deviation with g = gamma · dy.</summary>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradient = new double[input.Length];
        foreach (int[] part in Parts())
        {
            var (mean, deviation) = Statistics(input, part);
            double Normalized(int i) => (input[i] - mean) / deviation;
            double level = part.Average(i => outputGradient[i] * Gamma(i)), slope = part.Average(i => outputGradient[i] * Gamma(i) * Normalized(i));
            foreach (int i in part)
            {
                gradient[i] = (outputGradient[i] * Gamma(i) - level - Normalized(i) * slope) / deviation;
                if (gamma is not null) gamma.Gradients[Channel(i)] += outputGradient[i] * Normalized(i);
                if (beta is not null) beta.Gradients[Channel(i)] += outputGradient[i];
            }
        }

        return gradient;
    }

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        gamma = scale ? new($"{name}.gamma", [input[^1]], trainable) : null;
        beta = center ? new($"{name}.beta", [input[^1]], trainable) : null;
        return input;
    }

    private double Gamma(int i) => gamma?.Values[Channel(i)] ?? 1;

    private int Channel(int i) => i % InputShape[^1];

    private (double Mean, double Deviation) Statistics(double[] input, int[] part)
    {
        double mean = part.Average(i => input[i]);
        return (mean, Math.Sqrt(part.Average(i => (input[i] - mean) * (input[i] - mean)) + epsilon));
    }

    private IEnumerable<int[]> Parts()
    {
        int channels = InputShape[^1], each = channels / Math.Max(groups < 0 ? channels : groups, 1);
        return Enumerable.Range(0, InputSize).GroupBy(i => groups == 0 ? i / channels : Channel(i) / each).Select(part => part.ToArray());
    }
}
