namespace ModelCompiler.Reference.Layers;

/// <summary>The largest number of each channel over the whole map; the gradient goes to the first cell that has it.</summary>
public sealed class ReferenceGlobalMaxPooling2D : ReferenceLayer
{
    private ReferenceMaxPooling2D? whole;

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => whole!.Forward(input, sample);

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample) => whole!.Backward(input, output, outputGradient, sample);

    /// <inheritdoc/>
    public override double DistanceToKink(double[] input) => whole!.DistanceToKink(input);

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        var (height, width, channels) = ReferenceShape.Map(input);
        whole = new(new(height), new(width));
        whole.Connect(input);
        return [channels];
    }
}
