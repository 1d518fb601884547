namespace ModelCompiler.Reference.Layers;

/// <summary>The same numbers under another shape; one extent may be -1. Flatten is <c>[-1]</c>.</summary>
public sealed class ReferenceReshape(params int[] target) : ReferenceLayer
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        int known = 1;
        foreach (int extent in target) known *= extent == -1 ? 1 : extent;
        return [.. target.Select(extent => extent == -1 ? ReferenceShape.Count(input) / known : extent)];
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. input];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample) => [.. outputGradient];
}
