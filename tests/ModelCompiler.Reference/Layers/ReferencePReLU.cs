namespace ModelCompiler.Reference.Layers;

/// <summary>x above zero, alpha · x below, one alpha for each element but along shared axes (from 1).</summary>
public sealed class ReferencePReLU(string name, int[] sharedAxes, bool trainable) : ReferenceLayer
{
    private ReferenceParameter alpha = null!;

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters => [alpha];

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. input.Select((x, i) => x > 0 ? x : alpha.Values[Slope(i)] * x)];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradient = new double[input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            gradient[i] = outputGradient[i] * (input[i] > 0 ? 1 : alpha.Values[Slope(i)]);
            if (!(input[i] > 0)) alpha.Gradients[Slope(i)] += outputGradient[i] * input[i];
        }

        return gradient;
    }

    /// <inheritdoc/>
    public override double DistanceToKink(double[] input) => Magnitude.LeastNonZero(input) / Magnitude.Of(input);

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        alpha = new($"{name}.alpha", [.. input.Select((extent, axis) => sharedAxes.Contains(axis + 1) ? 1 : extent)], trainable);
        return input;
    }

    /// <summary>The number of element i's slope: its place with 0 along the shared axes.</summary>
    private int Slope(int i)
    {
        int place = 0, stride = 1;
        for (int axis = InputShape.Length - 1; axis >= 0; axis--)
        {
            int at = i % InputShape[axis];
            i /= InputShape[axis];
            if (alpha.Shape[axis] == 1) continue;
            place += at * stride;
            stride *= alpha.Shape[axis];
        }

        return place;
    }
}
