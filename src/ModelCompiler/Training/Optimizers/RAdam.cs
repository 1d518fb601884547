using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Rectified Adam: no division by the mean square while it is known from too few steps, and shorter steps soon after.</summary>
/// <remarks>
/// Algorithm 2 of Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond" (2020), as PyTorch computes it: with
/// <c>ρ∞ = 2/(1-β₂) - 1</c> and <c>ρ = ρ∞ - 2tβ₂ᵗ/(1-β₂ᵗ)</c>, <c>w -= lr · m̂</c> while <c>ρ ≤ 5</c>, then
/// <c>w -= lr · r · m̂ · √(1-β₂ᵗ) / (√v + ε)</c> with <c>r² = (ρ-4)(ρ-2)ρ∞ / ((ρ∞-4)(ρ∞-2)ρ)</c>.
/// </remarks>
public sealed class RAdam : AdamMoments
{
    private static readonly string[] stateNames = ["m", "v"];
    private static readonly UpdateRule rule = new UpdateRule<AdamRule<Lanes>, AdamRule<Formula>>(
        states: 2, "rate", "rootScale", "beta1", "rest1", "beta2", "rest2", "epsilon");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="beta1">Memory of the mean, in [0, 1).</param>
    /// <param name="beta2">Memory of the mean square, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public RAdam(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate ?? 1e-3, beta1, beta2, epsilon)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        double power2 = Math.Pow(Beta2, step);
        double longest = 2 / (1 - Beta2) - 1;
        double length = longest - 2 * step * power2 / (1 - power2);
        WriteMoments(settings[2..]);
        settings[0] = (float)(learningRate / (1 - Math.Pow(Beta1, step)));
        if (length > 5)
        {
            double rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            settings[0] = (float)(learningRate / (1 - Math.Pow(Beta1, step)) * rectification * Math.Sqrt(1 - power2));
            settings[1] = 1;
        }
        else
        {
            // √v · 0 + 1: the same rule without its divisor.
            (settings[1], settings[6]) = (0, 1);
        }
    }
}
