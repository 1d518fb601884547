namespace ModelCompiler.Runtime;

/// <summary>What kernels with dropout are given: 22 random bits of a step, and the rate that a hand has set, in ten bits.</summary>
internal static class DropoutWord
{
    /// <summary>The highest rate that a hand can set: something must remain.</summary>
    public const double HighestRate = 0.999;

    /// <param name="seed">The step's random bits.</param>
    /// <param name="rateByHand">Instead of the declared rates, to a thousandth; null for those.</param>
    public static uint Of(uint seed, double? rateByHand) => seed << 10 | (rateByHand is { } rate ? (uint)Math.Round(rate * 1000) + 1 : 0);
}
