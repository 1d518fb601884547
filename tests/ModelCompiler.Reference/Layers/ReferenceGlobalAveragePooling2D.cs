namespace ModelCompiler.Reference.Layers;

/// <summary>The mean over all positions, for each channel.</summary>
public sealed class ReferenceGlobalAveragePooling2D : ReferenceLayer
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [ReferenceShape.Map(input).Channels];

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[OutputSize];
        for (int i = 0; i < input.Length; i++) output[i % output.Length] += input[i] * output.Length / input.Length;
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[input.Length];
        for (int i = 0; i < input.Length; i++) inputGradient[i] = outputGradient[i % output.Length] * output.Length / input.Length;
        return inputGradient;
    }
}
