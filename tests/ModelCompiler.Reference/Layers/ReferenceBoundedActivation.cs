namespace ModelCompiler.Reference.Layers;

/// <summary>A function whose derivative jumps at the given places.</summary>
public abstract class ReferenceKinkedActivation(params double[] kinks) : ReferenceActivation
{
    /// <inheritdoc/>
    public override double DistanceToKink(double[] input)
    {
        double scale = Magnitude.Of(input);
        return kinks.Where(double.IsFinite).Select(kink => Magnitude.LeastNonZero(input.Select(x => x - kink)) / scale).DefaultIfEmpty(double.PositiveInfinity).Min();
    }
}

/// <summary>x, but at least <paramref name="least"/> and at most <paramref name="greatest"/>.</summary>
public sealed class ReferenceClip(double least, double greatest) : ReferenceKinkedActivation(least, greatest)
{
    /// <inheritdoc/>
    protected override double Function(double x) => x < least ? least : x > greatest ? greatest : x;

    /// <inheritdoc/>
    protected override double Derivative(double x) => x > least && x < greatest ? 1 : 0;
}

/// <summary>x from a threshold on, slope · (x - threshold) below it.</summary>
public sealed class ReferenceThresholdedReLU(double slope, double threshold) : ReferenceKinkedActivation(threshold)
{
    /// <inheritdoc/>
    protected override double Function(double x) => x < threshold ? slope * (x - threshold) : x;

    /// <inheritdoc/>
    protected override double Derivative(double x) => x < threshold ? slope : 1;
}

/// <summary>x/6 + 1/2 between 0 and 1.</summary>
public sealed class ReferenceHardSigmoid() : ReferenceKinkedActivation(-3, 3)
{
    /// <inheritdoc/>
    protected override double Function(double x) => x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5;

    /// <inheritdoc/>
    protected override double Derivative(double x) => x > -3 && x < 3 ? 1.0 / 6 : 0;
}

/// <summary>x · (x/6 + 1/2) between its limits 0 and x.</summary>
public sealed class ReferenceHardSwish() : ReferenceKinkedActivation(-3, 3)
{
    /// <inheritdoc/>
    protected override double Function(double x) => x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;

    /// <inheritdoc/>
    protected override double Derivative(double x) => x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6;
}
