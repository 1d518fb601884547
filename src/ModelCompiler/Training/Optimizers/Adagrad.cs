using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Steps divided by the root of the sum of all squared gradients so far.</summary>
/// <remarks>
/// Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization" (2011): <c>a += g²</c>,
/// <c>w -= lr · g / √(a + ε)</c> as Keras computes it, from <c>a = 0.1</c>; without <see cref="EpsilonInsideRoot"/>
/// <c>w -= lr · g / (√a + ε)</c>, as PyTorch does, from 0.
/// </remarks>
public sealed class Adagrad : Optimizer
{
    private static readonly string[] stateNames = ["accumulator"];
    private static readonly UpdateRule rule = new UpdateRule<AdagradRule<Lanes>, AdagradRule<Formula>>(states: 1,
        "rate", "inside", "outside");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="initialAccumulatorValue">What the sum begins with; a finite number from 0.</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Adagrad(LearningRateSchedule? learningRate = null, double initialAccumulatorValue = 0.1, double epsilon = 1e-7)
        : base(learningRate ?? 1e-3)
    {
        InitialAccumulatorValue = Require(
            initialAccumulatorValue, nameof(initialAccumulatorValue), initialAccumulatorValue >= 0
                && float.IsFinite((float)initialAccumulatorValue),
            "a finite number from 0");
        Epsilon = RequireEpsilon(epsilon, nameof(epsilon));
    }

    /// <summary>What the sum begins with.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>Whether ε is added before the root is drawn (Keras) and not after (PyTorch). Default: before.</summary>
    public bool EpsilonInsideRoot { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    private protected override IEnumerable<string> SettingTexts =>
        [Text("initialAccumulatorValue", InitialAccumulatorValue), Text("epsilon", Epsilon),
            .. EpsilonInsideRoot ? (string[])[] : ["epsilon outside the root"]];

    internal override float InitialState(int index) => (float)InitialAccumulatorValue;

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)learningRate;
        settings[1] = EpsilonInsideRoot ? (float)Epsilon : 0;
        settings[2] = EpsilonInsideRoot ? 0 : (float)Epsilon;
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(rule, chunk);
}
