namespace ModelCompiler.Reference.Losses;

/// <summary>The loss of one sample; the network takes the mean over the batch.</summary>
public abstract class ReferenceLoss
{
    /// <summary>Loss of one sample. <paramref name="lastAxis"/> is the extent of the last axis: rows of it are positions.</summary>
    public abstract double Value(double[] output, double[] target, int lastAxis);

    /// <summary>Gradient of <see cref="Value"/> with respect to the output.</summary>
    public abstract double[] Gradient(double[] output, double[] target, int lastAxis);

    /// <summary>How close a sample comes to a jump of the derivative, relative to the outputs' magnitude.</summary>
    public virtual double DistanceToKink(double[] output, double[] target) => double.PositiveInfinity;
}

/// <summary>-Σ t · log(y) over the last axis, mean over the positions of a map.</summary>
public sealed class ReferenceCategoricalCrossEntropy : ReferenceLoss
{
    /// <inheritdoc/>
    public override double Value(double[] output, double[] target, int lastAxis)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            if (target[i] != 0) sum -= target[i] * Math.Log(output[i]);
        return sum / (output.Length / lastAxis);
    }

    /// <inheritdoc/>
    public override double[] Gradient(double[] output, double[] target, int lastAxis)
    {
        var gradient = new double[output.Length];
        for (int i = 0; i < output.Length; i++)
            if (target[i] != 0) gradient[i] = -target[i] / output[i] / (output.Length / lastAxis);
        return gradient;
    }
}
