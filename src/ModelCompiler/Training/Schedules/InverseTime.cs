namespace ModelCompiler.Training;

/// <summary>1/t decay: <c>α = α₀ / (1 + k·t)</c>.</summary>
/// <remarks>
/// The courses' first decay formula, with the epoch for t; Keras's InverseTimeDecay, where <c>k</c> is <c>decayRate / decaySteps</c>.
/// </remarks>
public sealed class InverseTime : TimedSchedule
{
    private readonly double initial, steps, rate;
    private readonly bool staircase;

    /// <summary><c>α₀ / (1 + k·t)</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="k">How fast it falls; a finite number from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public InverseTime(double initialLearningRate, double k)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        (steps, rate) = (1, RequireRate(k, nameof(k)));
    }

    /// <summary><c>α₀ / (1 + decayRate · t / decaySteps)</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="decaySteps">How often <paramref name="decayRate"/> is added to the divisor; positive.</param>
    /// <param name="decayRate">What is added; a finite number from 0.</param>
    /// <param name="staircase">Whether <c>t / decaySteps</c> is rounded down, so that the rate falls in steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public InverseTime(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        steps = RequireSteps(decaySteps, nameof(decaySteps));
        rate = RequireRate(decayRate, nameof(decayRate));
        this.staircase = staircase;
    }

    /// <inheritdoc/>
    public override string ToString() => steps == 1 && !staircase
        ? Print(initial, ("k", rate))
        : Print(initial, ("decaySteps", steps), ("decayRate", rate)) + (staircase ? " in steps" : "");

    /// <inheritdoc/>
    protected override double Rate(double t) => initial / (1 + rate * (staircase ? Math.Floor(t / steps) : t / steps));
}
