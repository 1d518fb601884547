namespace ModelCompiler.Reference.Layers;

/// <summary>Multiplies by a mask that is given from outside: 0 or 1 / (1 - rate) for each element of the batch. Without a mask it is the identity.</summary>
public sealed class ReferenceDropout : ReferenceLayer
{
    /// <summary>One factor for each element of the batch, or null to infer.</summary>
    public double[]? Mask { get; set; }

    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => input;

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => Masked(input, sample);

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample) => Masked(outputGradient, sample);

    private double[] Masked(double[] values, int sample)
    {
        var masked = new double[values.Length];
        for (int i = 0; i < values.Length; i++) masked[i] = values[i] * (Mask is null ? 1 : Mask[sample * values.Length + i]);
        return masked;
    }
}
