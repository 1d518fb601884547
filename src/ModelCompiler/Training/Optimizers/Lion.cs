using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Steps of equal size for all weights, in the direction of the sign of a mean gradient.</summary>
/// <remarks>
/// Chen et al., "Symbolic Discovery of Optimization Algorithms" (2023), as Keras computes it: <c>w -= lr · sign(β₁m + (1-β₁)g)</c>, then
/// <c>m = β₂m + (1-β₂)g</c>.
/// </remarks>
public sealed class Lion : Optimizer
{
    private static readonly string[] stateNames = ["m"];
    private static readonly UpdateRule rule = new UpdateRule<LionRule<Lanes>, LionRule<Formula>>(states: 1, "rate", "beta1",
        "rest1", "beta2", "rest2");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="beta1">How much of the mean goes into a step, in [0, 1).</param>
    /// <param name="beta2">Memory of the mean, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Lion(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.99) : base(learningRate ?? 1e-3)
    {
        Beta1 = RequireMemory(beta1, nameof(beta1));
        Beta2 = RequireMemory(beta2, nameof(beta2));
    }

    /// <summary>How much of the mean goes into a step.</summary>
    public double Beta1 { get; }

    /// <summary>Memory of the mean.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    private protected override IEnumerable<string> SettingTexts => [Text("beta1", Beta1), Text("beta2", Beta2)];

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)learningRate;
        settings[1] = (float)Beta1;
        settings[2] = (float)(1 - Beta1);
        settings[3] = (float)Beta2;
        settings[4] = (float)(1 - Beta2);
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(rule, chunk);
}
