namespace ModelCompiler.Reference.Losses;

/// <summary>A loss that is the mean over the outputs of a function of each output and its target.</summary>
public abstract class ReferenceMeanLoss : ReferenceLoss
{
    /// <inheritdoc/>
    public override double Value(double[] output, double[] target, int lastAxis)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++) sum += Term(output[i], target[i]);
        return sum / output.Length;
    }

    /// <inheritdoc/>
    public override double[] Gradient(double[] output, double[] target, int lastAxis)
    {
        var gradient = new double[output.Length];
        for (int i = 0; i < output.Length; i++) gradient[i] = Derivative(output[i], target[i]) / output.Length;
        return gradient;
    }

    /// <summary>One output's part.</summary>
    protected abstract double Term(double y, double t);

    /// <summary>Derivative of <see cref="Term"/> with respect to y.</summary>
    protected abstract double Derivative(double y, double t);
}

/// <summary>-t · log(y) - (1 - t) · log(1 - y).</summary>
public sealed class ReferenceBinaryCrossEntropy : ReferenceMeanLoss
{
    /// <inheritdoc/>
    protected override double Term(double y, double t) => -t * Math.Log(y) - (1 - t) * Math.Log(1 - y);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => -t / y + (1 - t) / (1 - y);
}

/// <summary>(y - t)².</summary>
public sealed class ReferenceMeanSquaredError : ReferenceMeanLoss
{
    /// <inheritdoc/>
    protected override double Term(double y, double t) => (y - t) * (y - t);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => 2 * (y - t);
}

/// <summary>|y - t|.</summary>
public sealed class ReferenceMeanAbsoluteError : ReferenceMeanLoss
{
    /// <inheritdoc/>
    public override double DistanceToKink(double[] output, double[] target) =>
        Magnitude.LeastNonZero(output.Zip(target, (y, t) => y - t)) / Magnitude.Of(output);

    /// <inheritdoc/>
    protected override double Term(double y, double t) => Math.Abs(y - t);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => Math.Sign(y - t);
}

/// <summary>½ (y - t)² up to a distance of delta, delta · (|y - t| - ½ delta) beyond.</summary>
public sealed class ReferenceHuber(double delta) : ReferenceMeanLoss
{
    /// <inheritdoc/>
    protected override double Term(double y, double t) =>
        Math.Abs(y - t) <= delta ? 0.5 * (y - t) * (y - t) : delta * (Math.Abs(y - t) - 0.5 * delta);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => Math.Clamp(y - t, -delta, delta);
}

/// <summary>y - t · log(y + 1e-7).</summary>
public sealed class ReferencePoisson : ReferenceMeanLoss
{
    private const double Epsilon = 1e-7;

    /// <inheritdoc/>
    protected override double Term(double y, double t) => y - t * Math.Log(y + Epsilon);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => 1 - t / (y + Epsilon);
}
