namespace ModelCompiler.Training;

/// <summary>
/// <see cref="CosineDecay"/> again and again: each time <c>tMul</c> times as long as before and beginning at <c>mMul</c> times the rate.
/// </summary>
/// <remarks>
/// Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), as Keras's CosineDecayRestarts computes it.
/// </remarks>
public sealed class CosineDecayRestarts : TimedSchedule
{
    private readonly double initial, steps, longer, lower, alpha;

    /// <summary>Sets the schedule up.</summary>
    /// <param name="initialLearningRate">Where it begins.</param>
    /// <param name="firstDecaySteps">How long it falls the first time; positive.</param>
    /// <param name="tMul">How many times as long each fall is as the one before; at least 1.</param>
    /// <param name="mMul">The part of the previous beginning at which each fall begins; positive.</param>
    /// <param name="alpha">The part of the first rate at which each fall ends, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0)
    {
        initial = RequireRate(initialLearningRate, nameof(initialLearningRate));
        steps = RequireSteps(firstDecaySteps, nameof(firstDecaySteps));
        longer = Require(tMul, nameof(tMul), tMul >= 1 && double.IsFinite(tMul), "a finite number from 1");
        lower = RequireSteps(mMul, nameof(mMul));
        this.alpha = Require(alpha, nameof(alpha), alpha is >= 0 and <= 1, "in [0, 1]");
    }

    /// <inheritdoc/>
    public override string ToString() => Print(initial, ("firstDecaySteps", steps), ("tMul", longer), ("mMul", lower), ("alpha", alpha));

    /// <inheritdoc/>
    protected override double Rate(double t)
    {
        double length = steps, height = 1;
        if (longer == 1)
        {
            double falls = Math.Floor(t / steps);
            (t, height) = (t - falls * steps, Math.Pow(lower, falls));
        }

        while (t >= length)
        {
            t -= length;
            length *= longer;
            height *= lower;
        }

        return initial * ((1 - alpha) * 0.5 * height * (1 + Math.Cos(Math.PI * t / length)) + alpha);
    }
}
