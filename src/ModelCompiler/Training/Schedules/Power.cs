namespace ModelCompiler.Training;

/// <summary>kᵗ decay: <c>α = α₀ · kᵗ</c>.</summary>
/// <remarks>The courses' exponential decay, such as <c>0.95^epoch · α₀</c>.</remarks>
public sealed class Power : TimedSchedule
{
    private readonly double initial, k;

    /// <summary><c>α₀ · kᵗ</c>.</summary>
    /// <param name="initialLearningRate"><c>α₀</c>.</param>
    /// <param name="k">The factor of each step or epoch; a finite number from 0, below 1 to fall.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Power(double initialLearningRate, double k) =>
        (initial, this.k) = (RequireRate(initialLearningRate, nameof(initialLearningRate)), RequireRate(k, nameof(k)));

    /// <inheritdoc/>
    public override string ToString() => Print(initial, ("k", k));

    /// <inheritdoc/>
    protected override double Rate(double t) => initial * Math.Pow(k, t);
}
