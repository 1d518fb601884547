namespace ModelCompiler.Training;

/// <summary>A staircase: <c>α = α₀ · decayRate^⌊t / decaySteps⌋</c>.</summary>
/// <remarks>The courses' "discrete staircase"; PyTorch's StepLR; Keras's ExponentialDecay with <c>staircase</c>.</remarks>
public sealed class StepDecay : TimedSchedule
{
    private readonly double initial, steps, rate;

    /// <summary><c>α₀ · decayRate^⌊t / decaySteps⌋</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="decaySteps">How long each stair is; positive.</param>
    /// <param name="decayRate">The factor of each stair; a finite number from 0. Default: 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public StepDecay(double initialLearningRate, double decaySteps, double decayRate = 0.5)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        steps = RequireSteps(decaySteps, nameof(decaySteps));
        rate = RequireRate(decayRate, nameof(decayRate));
    }

    /// <inheritdoc/>
    public override string ToString() => Print(initial, ("decaySteps", steps), ("decayRate", rate));

    /// <inheritdoc/>
    protected override double Rate(double t) => initial * Math.Pow(rate, Math.Floor(t / steps));
}
