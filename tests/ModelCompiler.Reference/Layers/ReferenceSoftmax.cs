namespace ModelCompiler.Reference.Layers;

/// <summary>exp(x) / Σ exp(x) along the last axis.</summary>
public sealed class ReferenceSoftmax : ReferenceLayer
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => input;

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[input.Length];
        int row = InputShape[^1];
        for (int start = 0; start < input.Length; start += row)
        {
            double max = double.NegativeInfinity, sum = 0;
            for (int i = start; i < start + row; i++) max = Math.Max(max, input[i]);
            for (int i = start; i < start + row; i++) sum += Math.Exp(input[i] - max);
            for (int i = start; i < start + row; i++) output[i] = Math.Exp(input[i] - max) / sum;
        }
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[input.Length];
        int row = InputShape[^1];
        for (int start = 0; start < input.Length; start += row)
        {
            double dot = 0;
            for (int i = start; i < start + row; i++) dot += outputGradient[i] * output[i];
            for (int i = start; i < start + row; i++) inputGradient[i] = output[i] * (outputGradient[i] - dot);
        }
        return inputGradient;
    }
}
