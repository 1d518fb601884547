namespace ModelCompiler;

/// <summary>While training, sets whole channels of a map to zero with probability <c>rate</c> and scales the others by
/// <c>1 / (1 - rate)</c>; does nothing in a prediction. Neighbouring cells of a map say nearly the same, so that to drop single ones takes
/// little away.</summary>
/// <param name="rate">The probability, in [0, 1).</param>
public sealed class SpatialDropout2DAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability, in [0, 1).</summary>
    public double Rate { get; } = rate;
}
