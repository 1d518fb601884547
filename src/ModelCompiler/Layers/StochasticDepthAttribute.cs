namespace ModelCompiler;

/// <summary>While training, sets whole samples to zero with probability <c>rate</c> and scales the others by <c>1 / (1 - rate)</c>; does
/// nothing in a prediction. At the end of a residual's block it leaves the block out for some samples (Huang and others, 2016).</summary>
/// <param name="rate">The probability, in [0, 1).</param>
public sealed class StochasticDepthAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability, in [0, 1).</summary>
    public double Rate { get; } = rate;
}
