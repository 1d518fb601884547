namespace ModelCompiler.Reference.Layers;

/// <summary>A bias for each element.</summary>
public sealed class ReferencePositionBias(string name, bool trainable = true) : ReferenceLayer
{
    private ReferenceParameter[] parameters = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters => parameters;

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. input.Zip(parameters[0].Values, (x, b) => x + b)];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        for (int i = 0; i < outputGradient.Length; i++) parameters[0].Gradients[i] += outputGradient[i];
        return outputGradient;
    }

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        parameters = [new($"{name}.bias", input, trainable)];
        return input;
    }
}
