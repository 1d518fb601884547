using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Steps divided by the root of a running mean of squared gradients.</summary>
/// <remarks>
/// Tieleman and Hinton, lecture 6.5 of "Neural Networks for Machine Learning" (2012), as Keras computes it: <c>v = ρv + (1-ρ)g²</c>,
/// <c>w -= lr · g / √(v + ε)</c>; centered, the variance <c>v - (mean of g)²</c> takes the place of v (Graves, "Generating Sequences With
/// Recurrent Neural Networks", 2013); with momentum <c>b = βb + lr · g / √(v + ε)</c> and <c>w -= b</c>. Without
/// <see cref="EpsilonInsideRoot"/> the divisor is <c>√v + ε</c>, as in PyTorch.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private static readonly UpdateRule plain = new UpdateRule<RmsPropRule<Lanes>, RmsPropRule<Formula>>(states: 1, "rate", "rho",
        "rest", "inside", "outside");
    private static readonly UpdateRule withMomentum = new UpdateRule<RmsPropMomentumRule<Lanes>, RmsPropMomentumRule<Formula>>(
        states: 2, "rate", "rho", "rest", "inside", "outside", "momentum");
    private static readonly UpdateRule centered = new UpdateRule<CenteredRmsPropRule<Lanes>, CenteredRmsPropRule<Formula>>(
        states: 2, "rate", "rho", "rest", "inside", "outside");
    private static readonly UpdateRule centeredWithMomentum =
        new UpdateRule<CenteredRmsPropMomentumRule<Lanes>, CenteredRmsPropMomentumRule<Formula>>(
        states: 3, "rate", "rho", "rest", "inside", "outside", "momentum");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="rho">Memory of the mean square ρ, in [0, 1).</param>
    /// <param name="momentum">Memory of earlier steps β, in [0, 1); 0 is none.</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <param name="centered">Whether to divide by the gradients' deviation and not by their size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public RmsProp(LearningRateSchedule? learningRate = null, double rho = 0.9, double momentum = 0,
        double epsilon = 1e-7, bool centered = false)
        : base(learningRate ?? 1e-3)
    {
        Rho = RequireMemory(rho, nameof(rho));
        Momentum = RequireMemory(momentum, nameof(momentum));
        Epsilon = RequireEpsilon(epsilon, nameof(epsilon));
        Centered = centered;
    }

    /// <summary>Memory of the mean square.</summary>
    public double Rho { get; }

    /// <summary>Memory of earlier steps.</summary>
    public double Momentum { get; private set; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>Whether steps are divided by the gradients' deviation.</summary>
    public bool Centered { get; }

    /// <summary>Whether ε is added before the root is drawn (Keras and the courses) and not after (PyTorch). Default: before.</summary>
    public bool EpsilonInsideRoot { get; init; } = true;

    internal override double? MomentumByHand
    {
        get => Momentum == 0 ? null : Momentum;
        set => Momentum = RequireMemory(value ?? Momentum, "momentum");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames =>
        ["velocity", .. Centered ? ["average_gradient"] : (string[])[], .. Momentum > 0 ? ["momentum"] : (string[])[]];

    internal override UpdateRule Rule => Momentum > 0 ? (Centered ? centeredWithMomentum : withMomentum) : Centered ? centered : plain;

    private protected override IEnumerable<string> SettingTexts =>
    [
        Text("rho", Rho), Text("momentum", Momentum), Text("epsilon", Epsilon), .. Centered ? ["centered"] : (string[])[],
        .. EpsilonInsideRoot ? (string[])[] : ["epsilon outside the root"],
    ];

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)learningRate;
        settings[1] = (float)Rho;
        settings[2] = (float)(1 - Rho);
        settings[3] = EpsilonInsideRoot ? (float)Epsilon : 0;
        settings[4] = EpsilonInsideRoot ? 0 : (float)Epsilon;
        if (Momentum > 0)
            settings[5] = (float)Momentum;
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(Rule, chunk);
}
