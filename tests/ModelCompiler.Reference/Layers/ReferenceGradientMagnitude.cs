namespace ModelCompiler.Reference.Layers;

/// <summary>√(a² + b²) of two filters.</summary>
public sealed class ReferenceGradientMagnitude(ReferenceFilter a, ReferenceFilter b) : ReferenceLayer
{
    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. a.Forward(input, sample).Zip(b.Forward(input, sample), (x, y) => Math.Sqrt(x * x + y * y))];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        double[] Part(ReferenceFilter filter)
        {
            double[] value = filter.Forward(input, sample);
            return filter.Backward(input, value, [.. value.Select((v, i) => output[i] == 0 ? 0 : outputGradient[i] * v / output[i])], sample);
        }
        return [.. Part(a).Zip(Part(b), (x, y) => x + y)];
    }

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        b.Connect(input);
        return a.Connect(input);
    }
}
