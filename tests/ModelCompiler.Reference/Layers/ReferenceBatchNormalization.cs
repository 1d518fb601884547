namespace ModelCompiler.Reference.Layers;

/// <summary>
/// gamma · (x - mean) / √(variance + epsilon) + beta for each channel. Training takes mean and (biased) variance over all samples and cells of the batch, a prediction the moving ones;
/// so does training when the layer is frozen.
/// </summary>
public sealed class ReferenceBatchNormalization(
    string name, double momentum = 0.99, double epsilon = 1e-3, bool scale = true, bool center = true, bool trainable = true) : ReferenceLayer
{
    private ReferenceParameter[] parameters = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters =>
        [.. parameters.Where((_, i) => i switch { 0 => scale, 1 => center, _ => true })];

    /// <summary>False: gradients as if mean and variance were constants, which are as large as what the batch's statistics take away from the true ones.</summary>
    public bool DifferentiatesStatistics { get; set; } = true;

    private int Channels => InputShape[^1];

    private double Gamma(int c) => scale ? parameters[0].Values[c] : 1;

    private double Beta(int c) => center ? parameters[1].Values[c] : 0;

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        int[] shape = [input[^1]];
        parameters = [new($"{name}.gamma", shape, trainable), new($"{name}.beta", shape, trainable), new($"{name}.moving_mean", shape, false), new($"{name}.moving_variance", shape, false)];
        return input;
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) =>
        [.. input.Select((x, i) => Gamma(i % Channels) * Normal(x, parameters[2].Values[i % Channels], parameters[3].Values[i % Channels]) + Beta(i % Channels))];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample) =>
        [.. outputGradient.Select((d, i) => d * Gamma(i % Channels) * Inverse(parameters[3].Values[i % Channels]))];

    /// <inheritdoc/>
    public override double[][] Forward(double[][] inputs, bool training)
    {
        if (!training || !trainable) return base.Forward(inputs, training);
        var (mean, variance) = Moments(inputs);
        return [.. inputs.Select(input => input.Select((x, i) => Gamma(i % Channels) * Normal(x, mean[i % Channels], variance[i % Channels]) + Beta(i % Channels)).ToArray())];
    }

    /// <inheritdoc/>
    public override double[][] Backward(double[][] inputs, double[][] outputs, double[][] outputGradients)
    {
        if (!trainable) return base.Backward(inputs, outputs, outputGradients);
        var (mean, variance) = Moments(inputs);
        double count = inputs.Length * (InputSize / Channels);
        double[] sum = new double[Channels], product = new double[Channels];
        foreach (var (d, x, c) in Elements(outputGradients, inputs))
        {
            sum[c] += d;
            product[c] += d * Normal(x, mean[c], variance[c]);
        }
        for (int c = 0; c < Channels; c++)
        {
            parameters[0].Gradients[c] += product[c];
            parameters[1].Gradients[c] += sum[c];
        }
        double Taken(double x, int c) => DifferentiatesStatistics ? (sum[c] + Normal(x, mean[c], variance[c]) * product[c]) / count : 0;
        double[] flat = [.. Elements(outputGradients, inputs).Select(e => Gamma(e.Channel) * Inverse(variance[e.Channel]) * (e.A - Taken(e.B, e.Channel)))];
        return [.. flat.Chunk(InputSize)];
    }

    /// <summary>What a step on this batch makes of the moving statistics.</summary>
    public (double[] Mean, double[] Variance) Moved(double[][] inputs)
    {
        var (mean, variance) = Moments(inputs);
        double[] Move(double[] moving, double[] batch) => [.. moving.Zip(batch, (m, b) => m * momentum + b * (1 - momentum))];
        return (Move(parameters[2].Values, mean), Move(parameters[3].Values, variance));
    }

    private (double[] Mean, double[] Variance) Moments(double[][] inputs)
    {
        var values = Enumerable.Range(0, Channels).Select(c => inputs.SelectMany(x => x.Where((_, i) => i % Channels == c)).ToArray()).ToArray();
        double[] mean = [.. values.Select(v => v.Average())];
        return (mean, [.. values.Select((v, c) => v.Average(x => (x - mean[c]) * (x - mean[c])))]);
    }

    private IEnumerable<(double A, double B, int Channel)> Elements(double[][] a, double[][] b) =>
        a.Zip(b).SelectMany(pair => pair.First.Zip(pair.Second).Select((e, i) => (e.First, e.Second, i % Channels)));

    private double Normal(double x, double mean, double variance) => (x - mean) * Inverse(variance);

    private double Inverse(double variance) => 1 / Math.Sqrt(variance + epsilon);
}
