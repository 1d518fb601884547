namespace ModelCompiler.Reference.Layers;

/// <summary>A layer of maps, without weights, on a sequence: a map of one column.</summary>
public sealed class ReferenceSequence(ReferenceLayer map) : ReferenceLayer
{
    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => map.Forward(input, sample);

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample) => map.Backward(input, output, outputGradient, sample);

    /// <inheritdoc/>
    public override double DistanceToKink(double[] input) => map.DistanceToKink(input);

    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => map.Connect([input[0], 1, input[1]]) is [var length, 1, var channels] ? [length, channels] : map.OutputShape;
}
