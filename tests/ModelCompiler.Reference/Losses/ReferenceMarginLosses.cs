namespace ModelCompiler.Reference.Losses;

/// <summary>max(1 - t·y, 0), or its square.</summary>
public sealed class ReferenceHinge(bool squared) : ReferenceMeanLoss
{
    /// <inheritdoc/>
    public override double DistanceToKink(double[] output, double[] target) =>
        squared ? double.PositiveInfinity : Magnitude.LeastNonZero(output.Zip(target, (y, t) => 1 - t * y)) / Magnitude.Of(output);

    /// <inheritdoc/>
    protected override double Term(double y, double t) => squared ? Margin(y, t) * Margin(y, t) : Margin(y, t);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => Margin(y, t) == 0 ? 0 : -t * (squared ? 2 * Margin(y, t) : 1);

    private static double Margin(double y, double t) => Math.Max(1 - t * y, 0);
}

/// <summary>log(cosh(y - t)).</summary>
public sealed class ReferenceLogCosh : ReferenceMeanLoss
{
    /// <inheritdoc/>
    protected override double Term(double y, double t) => Math.Log(Math.Cosh(y - t));

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) => Math.Tanh(y - t);
}

/// <summary>(1 - p)^gamma times binary cross-entropy, p the probability given to the target.</summary>
public sealed class ReferenceBinaryFocalCrossEntropy(double gamma) : ReferenceMeanLoss
{
    /// <inheritdoc/>
    protected override double Term(double y, double t) => Math.Pow(Missing(y, t), gamma) * Entropy(y, t);

    /// <inheritdoc/>
    protected override double Derivative(double y, double t) =>
        gamma * Math.Pow(Missing(y, t), gamma - 1) * (1 - 2 * t) * Entropy(y, t) + Math.Pow(Missing(y, t), gamma) * (-t / y + (1 - t) / (1 - y));

    private static double Missing(double y, double t) => t * (1 - y) + (1 - t) * y;

    private static double Entropy(double y, double t) => -t * Math.Log(y) - (1 - t) * Math.Log(1 - y);
}
