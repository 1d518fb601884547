namespace ModelCompiler.Reference.Layers;

/// <summary>x / (bias + alpha · Σ x²)^beta, the sum over the channels at most radius away.</summary>
public sealed class ReferenceLocalResponseNormalization(int radius = 5, double bias = 1, double alpha = 1, double beta = 0.5) : ReferenceLayer
{
    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. input.Select((x, i) => x * Math.Pow(Level(input, i), -beta))];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradient = new double[input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            double level = Level(input, i);
            gradient[i] += outputGradient[i] * Math.Pow(level, -beta);
            foreach (int j in Neighbours(i)) gradient[j] -= outputGradient[i] * input[i] * beta * Math.Pow(level, -beta - 1) * alpha * 2 * input[j];
        }
        return gradient;
    }

    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => input;

    private double Level(double[] input, int i) => bias + alpha * Neighbours(i).Sum(j => input[j] * input[j]);

    private IEnumerable<int> Neighbours(int i)
    {
        int channels = InputShape[^1], c = i % channels;
        for (int k = Math.Max(c - radius, 0); k <= Math.Min(c + radius, channels - 1); k++) yield return i - c + k;
    }
}
