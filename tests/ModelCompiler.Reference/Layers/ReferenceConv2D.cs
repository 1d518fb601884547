namespace ModelCompiler.Reference.Layers;

/// <summary>
/// out[y,x,o] = bias[o] + Σ in[cell(y,ky), cell(x,kx), i] · kernel[ky,kx,i,o]; cells outside the map count as zero. In groups, i counts from the first channel of o's group.
/// </summary>
public sealed class ReferenceConv2D(
    string name, int filters, ReferenceWindow vertical, ReferenceWindow horizontal, bool useBias = true, bool trainable = true, double l1 = 0, double l2 = 0,
    int groups = 1, string kernelName = "kernel") : ReferenceLayer
{
    private ReferenceParameter[] parameters = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters => parameters;

    private double[] Kernel => parameters[0].Values;

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        var (height, width, channels) = ReferenceShape.Map(input);
        var kernel = new ReferenceParameter($"{name}.{kernelName}", [vertical.Size, horizontal.Size, channels / groups, filters], trainable, l1, l2);
        var bias = new ReferenceParameter($"{name}.bias", [filters], trainable);
        parameters = useBias ? [kernel, bias] : [kernel];
        return [vertical.Output(height), horizontal.Output(width), filters];
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[OutputSize];
        if (useBias)
            for (int i = 0; i < output.Length; i++) output[i] = parameters[1].Values[i % filters];
        ForEachCell((from, weight, to) =>
        {
            double value = input[from];
            ReadOnlySpan<double> weights = Group(Kernel, weight);
            Span<double> sums = Group(output, to);
            for (int o = 0; o < sums.Length; o++) sums[o] += value * weights[o];
        });
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[InputSize];
        var kernelGradient = parameters[0].Gradients;
        ForEachCell((from, weight, to) =>
        {
            double value = input[from], sum = inputGradient[from];
            ReadOnlySpan<double> weights = Group(Kernel, weight), gradients = Group(outputGradient, to);
            Span<double> weightGradients = Group(kernelGradient, weight);
            for (int o = 0; o < gradients.Length; o++)
            {
                sum += gradients[o] * weights[o];
                weightGradients[o] += gradients[o] * value;
            }

            inputGradient[from] = sum;
        });
        if (useBias)
            for (int i = 0; i < outputGradient.Length; i++) parameters[1].Gradients[i % filters] += outputGradient[i];
        return inputGradient;
    }

    /// <summary>
    /// Visits every cell that a sum reads, as (index in input, first index in kernel, first index in output): its products with the weights of one group's filters go to that group's outputs.
    /// A call for each product would be most of the time of the tests that compare with this.
    /// </summary>
    private void ForEachCell(Action<int, int, int> visit)
    {
        var (height, width, channels) = ReferenceShape.Map(InputShape);
        int inputs = channels / groups, outputs = filters / groups;
        for (int y = 0; y < OutputShape[0]; y++)
            for (int x = 0; x < OutputShape[1]; x++)
                for (int ky = 0; ky < vertical.Size; ky++)
                    for (int kx = 0; kx < horizontal.Size; kx++)
                    {
                        int iy = vertical.Cell(y, ky, height), ix = horizontal.Cell(x, kx, width);
                        if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
                        for (int group = 0; group < groups; group++)
                            for (int i = 0; i < inputs; i++)
                                visit((iy * width + ix) * channels + group * inputs + i, ((ky * horizontal.Size + kx) * inputs + i) * filters + group * outputs,
                                    (y * OutputShape[1] + x) * filters + group * outputs);
                    }
    }

    private Span<double> Group(double[] values, int first) => values.AsSpan(first, filters / groups);
}
