using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Adam: steps scaled by running means of each gradient and of its square.</summary>
/// <remarks>
/// Algorithm 1 of Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), as PyTorch computes it: <c>m = β₁m + (1-β₁)g</c>,
/// <c>v = β₂v + (1-β₂)g²</c>, <c>w -= lr · m̂ / (√v̂ + ε)</c> with <c>m̂ = m / (1-β₁ᵗ)</c> and <c>v̂ = v / (1-β₂ᵗ)</c>. Keras adds ε to the
/// uncorrected root instead, which differs in the first steps only and by little. Default ε is Keras' 1e-7; PyTorch's is 1e-8.
/// </remarks>
public sealed class Adam : Optimizer
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
    public Adam(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate ?? 1e-3)
    {
        Beta1 = Require(beta1, nameof(beta1), beta1 is >= 0 and < 1, "in [0, 1)");
        Beta2 = Require(beta2, nameof(beta2), beta2 is >= 0 and < 1, "in [0, 1)");
        // Also as a float: an epsilon that rounds to 0 would divide 0 by 0.
        Epsilon = Require(epsilon, nameof(epsilon), (float)epsilon > 0 && double.IsFinite(epsilon), "a positive number that a float can hold");
    }

    /// <summary>Memory of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>Memory of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        double correction1 = 1 - Math.Pow(Beta1, step);
        double correction2 = 1 - Math.Pow(Beta2, step);
        settings[0] = (float)(learningRate / correction1);
        settings[1] = (float)(1 / Math.Sqrt(correction2));
        settings[2] = (float)Beta1;
        settings[3] = (float)(1 - Beta1);
        settings[4] = (float)Beta2;
        settings[5] = (float)(1 - Beta2);
        settings[6] = (float)Epsilon;
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(rule, chunk);
}
