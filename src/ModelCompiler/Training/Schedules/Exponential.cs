namespace ModelCompiler.Training;

/// <summary>Exponential decay: <c>α = α₀ · exp(-k·t)</c>, or Keras's <c>α₀ · decayRate^(t / decaySteps)</c>.</summary>
/// <remarks>The two are one formula: <c>exp(-k)</c> is <c>decayRate^(1 / decaySteps)</c>. Keras calls it ExponentialDecay.</remarks>
public sealed class Exponential : TimedSchedule
{
    private readonly double initial, steps, rate;
    private readonly double? k;
    private readonly bool staircase;

    /// <summary><c>α₀ · exp(-k·t)</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="k">How fast it falls; a finite number from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Exponential(double initialLearningRate, double k)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        this.k = RequireRate(k, nameof(k));
    }

    /// <summary><c>α₀ · decayRate^(t / decaySteps)</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="decaySteps">How often the rate is multiplied by <paramref name="decayRate"/>; positive.</param>
    /// <param name="decayRate">The factor; a finite number from 0.</param>
    /// <param name="staircase">Whether <c>t / decaySteps</c> is rounded down, so that the rate falls in steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Exponential(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        steps = RequireSteps(decaySteps, nameof(decaySteps));
        rate = RequireRate(decayRate, nameof(decayRate));
        this.staircase = staircase;
    }

    /// <inheritdoc/>
    public override string ToString() => k is { } exponent
        ? Print(initial, ("k", exponent))
        : Print(initial, ("decaySteps", steps), ("decayRate", rate)) + (staircase ? " in steps" : "");

    /// <inheritdoc/>
    protected override double Rate(double t)
    {
        if (k is { } exponent)
            return initial * Math.Exp(-exponent * t);
        return initial * Math.Pow(rate, staircase ? Math.Floor(t / steps) : t / steps);
    }
}
