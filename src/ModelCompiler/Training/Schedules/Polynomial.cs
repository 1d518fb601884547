namespace ModelCompiler.Training;

/// <summary>
/// A power of the time that is left: <c>α = (α₀ - end) · (1 - t / decaySteps)^power + end</c>, then <c>end</c>; a line with power 1.
/// </summary>
/// <remarks>Keras's PolynomialDecay.</remarks>
public sealed class Polynomial : TimedSchedule
{
    private readonly double initial, steps, end, power;
    private readonly bool cycle;

    /// <summary>Sets the schedule up.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="decaySteps">How long it takes to fall; positive.</param>
    /// <param name="endLearningRate">Where it ends.</param>
    /// <param name="power">The exponent; positive.</param>
    /// <param name="cycle">Whether it rises again after each end, to fall over as much more time, and does not stay at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Polynomial(double initialLearningRate, double decaySteps, double endLearningRate = 1e-4, double power = 1, bool cycle = false)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        steps = RequireSteps(decaySteps, nameof(decaySteps));
        end = RequireRate(endLearningRate, nameof(endLearningRate));
        this.power = RequireSteps(power, nameof(power));
        this.cycle = cycle;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Print(initial, ("decaySteps", steps), ("endLearningRate", end), ("power", power)) + (cycle ? " in cycles" : "");

    /// <inheritdoc/>
    protected override double Rate(double t)
    {
        double length = cycle ? steps * Math.Max(1, Math.Ceiling(t / steps)) : steps;
        return (initial - end) * Math.Pow(1 - Math.Min(t, length) / length, power) + end;
    }
}
