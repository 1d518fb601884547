namespace ModelCompiler;

/// <summary>While training, sets each number to zero with probability <c>rate</c> and scales the others by <c>1 / (1 - rate)</c>; does
/// nothing in a prediction.</summary>
/// <param name="rate">The probability, in [0, 1).</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability, in [0, 1).</summary>
    public double Rate { get; } = rate;
}
