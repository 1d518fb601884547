using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Gradient descent, with momentum if asked for.</summary>
/// <remarks>
/// As PyTorch's SGD: <c>w -= lr · g</c>; with momentum <c>b = momentum · b + g</c> and <c>w -= lr · b</c>; with Nesterov's
/// <c>w -= lr · (g + momentum · b)</c> (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013).
/// Keras keeps
/// <c>-lr · b</c> instead of <c>b</c>, which is the same as long as the learning rate does not change.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private static readonly string[] momentumStates = ["momentum"];
    private static readonly UpdateRule plainRule = new UpdateRule<SgdRule<Lanes>, SgdRule<Formula>>(states: 0, "rate");
    private static readonly UpdateRule momentumRule = new UpdateRule<MomentumRule<Lanes>, MomentumRule<Formula>>(states: 1, "rate", "momentum");
    private static readonly UpdateRule nesterovRule = new UpdateRule<NesterovRule<Lanes>, NesterovRule<Formula>>(states: 1, "rate", "momentum");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.01.</param>
    /// <param name="momentum">Memory of earlier steps, in [0, 1); 0 is none.</param>
    /// <param name="nesterov">Whether to look ahead along the momentum; needs momentum.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum.</exception>
    public Sgd(LearningRateSchedule? learningRate = null, double momentum = 0, bool nesterov = false) : base(learningRate ?? 0.01)
    {
        Momentum = Require(momentum, nameof(momentum), momentum is >= 0 and < 1, "in [0, 1)");
        if (nesterov && momentum == 0)
            throw new ArgumentException("Sgd: nesterov looks ahead along the momentum, which is 0; set momentum, for example to 0.9.", nameof(nesterov));
        Nesterov = nesterov;
    }

    /// <summary>Memory of earlier steps.</summary>
    public double Momentum { get; }

    /// <summary>Whether steps look ahead along the momentum.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Momentum == 0 ? [] : momentumStates;

    internal override UpdateRule Rule => Momentum == 0 ? plainRule : Nesterov ? nesterovRule : momentumRule;

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)learningRate;
        if (Momentum != 0)
            settings[1] = (float)Momentum;
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(Rule, chunk);
}
