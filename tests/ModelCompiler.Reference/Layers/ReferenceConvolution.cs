namespace ModelCompiler.Reference.Layers;

/// <summary>A layer whose outputs are a bias and a sum of products of an input and a weight; which products is said by the derived class.</summary>
public abstract class ReferenceConvolution(string name, bool useBias, bool trainable, double l1, double l2, string kernelName = "kernel") : ReferenceLayer
{
    private ReferenceParameter[] parameters = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceParameter> Parameters => parameters;

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[OutputSize];
        if (useBias)
            for (int i = 0; i < output.Length; i++) output[i] = parameters[1].Values[i % OutputShape[^1]];
        ForEachProduct((from, weight, to) => output[to] += input[from] * parameters[0].Values[weight]);
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[InputSize];
        ForEachProduct((from, weight, to) =>
        {
            inputGradient[from] += outputGradient[to] * parameters[0].Values[weight];
            parameters[0].Gradients[weight] += outputGradient[to] * input[from];
        });
        if (useBias)
            for (int i = 0; i < outputGradient.Length; i++) parameters[1].Gradients[i % OutputShape[^1]] += outputGradient[i];
        return inputGradient;
    }

    /// <summary>Creates the kernel and, if there is one, the bias.</summary>
    protected void CreateParameters(int[] kernel, int filters)
    {
        var weights = new ReferenceParameter($"{name}.{kernelName}", kernel, trainable, l1, l2);
        parameters = useBias ? [weights, new ReferenceParameter($"{name}.bias", [filters], trainable)] : [weights];
    }

    /// <summary>Visits every product of the sum as (index in input, index in kernel, index in output).</summary>
    protected abstract void ForEachProduct(Action<int, int, int> visit);
}

/// <summary>out[x,o] = bias[o] + Σ in[cell(x,k), i] · kernel[k,i,o]; steps outside the sequence count as zero. In groups, i counts from the first channel of o's group.</summary>
public sealed class ReferenceConv1D(
    string name, int filters, ReferenceWindow window, int groups = 1, bool useBias = true, bool trainable = true, double l1 = 0, double l2 = 0)
    : ReferenceConvolution(name, useBias, trainable, l1, l2)
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        CreateParameters([window.Size, input[1] / groups, filters], filters);
        return [window.Output(input[0]), filters];
    }

    /// <inheritdoc/>
    protected override void ForEachProduct(Action<int, int, int> visit)
    {
        int length = InputShape[0], channels = InputShape[1], each = channels / groups;
        for (int x = 0; x < OutputShape[0]; x++)
            for (int k = 0; k < window.Size; k++)
            {
                int at = window.Cell(x, k, length);
                if (at < 0 || at >= length) continue;
                for (int i = 0; i < each; i++)
                    for (int o = 0; o < filters; o++) visit(at * channels + o / (filters / groups) * each + i, (k * each + i) * filters + o, x * filters + o);
            }
    }
}

/// <summary>out[y,x,c·multiplier + m] = bias + Σ in[cell(y,ky), cell(x,kx), c] · kernel[ky,kx,c,m]; cells outside the map count as zero.</summary>
public sealed class ReferenceDepthwiseConv2D(
    string name, ReferenceWindow vertical, ReferenceWindow horizontal, int multiplier = 1, bool useBias = true, bool trainable = true, double l1 = 0, double l2 = 0,
    string kernelName = "kernel") : ReferenceConvolution(name, useBias, trainable, l1, l2, kernelName)
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        var (height, width, channels) = ReferenceShape.Map(input);
        CreateParameters([vertical.Size, horizontal.Size, channels, multiplier], channels * multiplier);
        return [vertical.Output(height), horizontal.Output(width), channels * multiplier];
    }

    /// <inheritdoc/>
    protected override void ForEachProduct(Action<int, int, int> visit)
    {
        var (height, width, channels) = ReferenceShape.Map(InputShape);
        for (int to = 0; to < OutputSize; to++)
        {
            int m = to % OutputShape[2], x = to / OutputShape[2] % OutputShape[1], y = to / OutputShape[2] / OutputShape[1];
            for (int ky = 0; ky < vertical.Size; ky++)
                for (int kx = 0; kx < horizontal.Size; kx++)
                {
                    int iy = vertical.Cell(y, ky, height), ix = horizontal.Cell(x, kx, width);
                    if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
                    visit((iy * width + ix) * channels + m / multiplier, (ky * horizontal.Size + kx) * OutputShape[2] + m, to);
                }
        }
    }
}
