namespace ModelCompiler.Reference.Layers;

/// <summary>Surrounds a map with zeros.</summary>
public sealed class ReferenceZeroPadding2D(int top, int bottom, int left, int right) : ReferenceLayer
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        var (height, width, channels) = ReferenceShape.Map(input);
        return [top + height + bottom, left + width + right, channels];
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[OutputSize];
        for (int i = 0; i < input.Length; i++) output[Target(i)] = input[i];
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[InputSize];
        for (int i = 0; i < inputGradient.Length; i++) inputGradient[i] = outputGradient[Target(i)];
        return inputGradient;
    }

    /// <summary>Where input element <paramref name="i"/> lies in the output.</summary>
    private int Target(int i)
    {
        int channels = InputShape[2], width = InputShape[1];
        int channel = i % channels, x = i / channels % width, y = i / channels / width;
        return ((y + top) * OutputShape[1] + x + left) * channels + channel;
    }
}
