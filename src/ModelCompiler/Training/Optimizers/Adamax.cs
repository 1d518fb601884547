using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Adam with the largest gradient of late in place of the root of the mean square.</summary>
/// <remarks>
/// Algorithm 2 of Kingma and Ba, "Adam" (2015), as Keras computes it: <c>u = max(β₂u, |g|)</c>, <c>w -= lr / (1-β₁ᵗ) · m / (u + ε)</c>.
/// </remarks>
public sealed class Adamax : AdamMoments
{
    private static readonly string[] stateNames = ["m", "u"];
    private static readonly UpdateRule rule = new UpdateRule<AdamaxRule<Lanes>, AdamaxRule<Formula>>(states: 2, "rate", "beta1",
        "rest1", "beta2", "epsilon");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="beta1">Memory of the mean, in [0, 1).</param>
    /// <param name="beta2">Memory of the largest gradient, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Adamax(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate ?? 1e-3, beta1, beta2, epsilon)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)(learningRate / (1 - Math.Pow(Beta1, step)));
        settings[1] = (float)Beta1;
        settings[2] = (float)(1 - Beta1);
        settings[3] = (float)Beta2;
        settings[4] = (float)Epsilon;
    }
}
