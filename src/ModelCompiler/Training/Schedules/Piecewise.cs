using System.Collections.Immutable;

namespace ModelCompiler.Training;

/// <summary>A rate for each stretch of time: <c>values[i]</c> while <c>t ≤ boundaries[i]</c>, the last one after all boundaries.</summary>
/// <remarks>Keras's PiecewiseConstantDecay, boundaries belonging to the stretch that they end.</remarks>
public sealed class Piecewise : TimedSchedule
{
    private readonly ImmutableArray<double> boundaries, values;

    /// <summary>Sets the stretches up.</summary>
    /// <param name="boundaries">The last time of each stretch but the last, rising.</param>
    /// <param name="values">The rates, one more than there are boundaries.</param>
    /// <exception cref="ArgumentException">Not one value more than boundaries, or boundaries that do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate that is negative or not finite.</exception>
    public Piecewise(ReadOnlySpan<double> boundaries, ReadOnlySpan<double> values)
    {
        if (values.Length != boundaries.Length + 1)
        {
            throw new ArgumentException(
                $"Piecewise: {boundaries.Length} boundaries part {boundaries.Length + 1} stretches; got {values.Length} values.",
                nameof(values));
        }

        for (int i = 0; i < boundaries.Length; i++)
        {
            if (!double.IsFinite(boundaries[i]) || (i > 0 && boundaries[i] <= boundaries[i - 1]))
                throw new ArgumentException($"Piecewise: boundaries rise; got {Text(boundaries[i])} at place {i}.", nameof(boundaries));
        }

        foreach (double value in values)
            RequireRate(value, nameof(values));
        (this.boundaries, this.values) = ([.. boundaries], [.. values]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Piecewise([{string.Join(", ", boundaries.Select(Text))}], [{string.Join(", ", values.Select(Text))}])"
            + (By == ScheduleUnit.Epoch ? " by epoch" : "");

    /// <inheritdoc/>
    protected override double Rate(double t)
    {
        int stretch = 0;
        while (stretch < boundaries.Length && t > boundaries[stretch])
            stretch++;
        return values[stretch];
    }
}
