namespace ModelCompiler.Training;

/// <summary>Half a cosine: <c>α = α₀ · ((1 - alpha) · (1 + cos(π t / decaySteps)) / 2 + alpha)</c>, then <c>α₀ · alpha</c>.</summary>
/// <remarks>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), as Keras's CosineDecay computes it. With
/// restarts: <see cref="CosineDecayRestarts"/>.</remarks>
public sealed class CosineDecay : TimedSchedule
{
    private readonly double initial, steps, alpha, warmupSteps;
    private readonly double? warmupTarget;

    /// <summary>Sets the schedule up.</summary>
    /// <param name="initialLearningRate">Where it begins.</param>
    /// <param name="decaySteps">How long it falls; positive.</param>
    /// <param name="alpha">The part of the first rate at which it ends, in [0, 1].</param>
    /// <param name="warmupTarget">The rate to which it first rises in a line, and from which it then falls; none by default.</param>
    /// <param name="warmupSteps">How long it rises.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null, double warmupSteps = 0)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        steps = RequireSteps(decaySteps, nameof(decaySteps));
        this.alpha = Require(alpha, nameof(alpha), alpha is >= 0 and <= 1, "in [0, 1]");
        this.warmupTarget = warmupTarget is { } target ? RequireRate(target, nameof(warmupTarget)) : null;
        this.warmupSteps = RequireRate(warmupSteps, nameof(warmupSteps));
    }

    /// <inheritdoc/>
    public override string ToString() => warmupTarget is { } target
        ? Print(initial, ("decaySteps", steps), ("alpha", alpha), ("warmupTarget", target), ("warmupSteps", warmupSteps))
        : Print(initial, ("decaySteps", steps), ("alpha", alpha));

    /// <inheritdoc/>
    protected override double Rate(double t)
    {
        if (warmupTarget is not { } target)
            return Decayed(initial, t);
        return t < warmupSteps ? initial + (target - initial) * t / warmupSteps : Decayed(target, t - warmupSteps);
    }

    private double Decayed(double from, double t) =>
        from * ((1 - alpha) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(t, steps) / steps)) + alpha);
}
