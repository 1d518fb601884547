namespace ModelCompiler;

/// <summary>Each element, but at least <c>minimum</c> and at most <c>maximum</c>. No gradient flows where a limit holds.</summary>
/// <param name="minimum">The least output; may be <see cref="double.NegativeInfinity"/>.</param>
/// <param name="maximum">
/// The greatest output, greater than <paramref name="minimum"/>; may be <see cref="double.PositiveInfinity"/>.
/// </param>
public sealed class ClipAttribute(double minimum, double maximum) : LayerAttribute
{
    /// <summary>The least output.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The greatest output.</summary>
    public double Maximum { get; } = maximum;
}
