namespace ModelCompiler.Reference.Layers;

/// <summary>out[o] = bias[o] + Σ in[i] · kernel[i,o].</summary>
public sealed class ReferenceDense(string name, int units, bool useBias = true, bool trainable = true, double l1 = 0, double l2 = 0) : ReferenceLayer
{
    private ReferenceParameter[] parameters = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters => parameters;

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        if (input.Length != 1) throw new ArgumentException("a dense layer takes a vector", nameof(input));
        var kernel = new ReferenceParameter($"{name}.kernel", [input[0], units], trainable, l1, l2);
        var bias = new ReferenceParameter($"{name}.bias", [units], trainable);
        parameters = useBias ? [kernel, bias] : [kernel];
        return [units];
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[units];
        for (int o = 0; o < units; o++)
        {
            output[o] = useBias ? parameters[1].Values[o] : 0;
            for (int i = 0; i < input.Length; i++) output[o] += input[i] * parameters[0].Values[i * units + o];
        }
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[input.Length];
        for (int o = 0; o < units; o++)
        {
            if (useBias) parameters[1].Gradients[o] += outputGradient[o];
            for (int i = 0; i < input.Length; i++)
            {
                inputGradient[i] += outputGradient[o] * parameters[0].Values[i * units + o];
                parameters[0].Gradients[i * units + o] += outputGradient[o] * input[i];
            }
        }
        return inputGradient;
    }
}
