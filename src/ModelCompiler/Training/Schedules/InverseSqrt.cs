namespace ModelCompiler.Training;

/// <summary>k/√t decay: <c>α = α₀ · k / √t</c>, t counted from 1.</summary>
/// <remarks>The courses' formula, with the number of the epoch (from 1) or of the mini-batch for t.</remarks>
public sealed class InverseSqrt : TimedSchedule
{
    private readonly double initial, k;

    /// <summary><c>α₀ · k / √t</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="k">A finite number from 0. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public InverseSqrt(double initialLearningRate, double k = 1) =>
        (initial, this.k) = (RequireRate(initialLearningRate, nameof(initialLearningRate)), RequireRate(k, nameof(k)));

    /// <inheritdoc/>
    public override string ToString() => Print(initial, ("k", k));

    /// <inheritdoc/>
    protected override double Rate(double t) => initial * k / Math.Sqrt(t + 1);
}
