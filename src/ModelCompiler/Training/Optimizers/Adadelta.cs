using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Steps as large as those of late were, in the units of the weights.</summary>
/// <remarks>
/// Algorithm 1 of Zeiler, "ADADELTA: An Adaptive Learning Rate Method" (2012), with a learning rate as Keras and PyTorch have it:
/// <c>a = ρa + (1-ρ)g²</c>, <c>δ = √(d + ε) / √(a + ε) · g</c>, <c>d = ρd + (1-ρ)δ²</c>, <c>w -= lr · δ</c>. The paper's learning rate is
/// 1, Keras's default 0.001.
/// </remarks>
public sealed class Adadelta : Optimizer
{
    private static readonly string[] stateNames = ["accumulated_gradient", "accumulated_change"];
    private static readonly UpdateRule rule = new UpdateRule<AdadeltaRule<Lanes>, AdadeltaRule<Formula>>(states: 2, "rate",
        "rho", "rest", "epsilon");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">What steps are multiplied by: a number or a schedule. Default: 0.001.</param>
    /// <param name="rho">Memory of the mean squares ρ, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite and the first steps from being 0; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Adadelta(LearningRateSchedule? learningRate = null, double rho = 0.95, double epsilon = 1e-7) : base(learningRate ?? 1e-3)
    {
        Rho = RequireMemory(rho, nameof(rho));
        Epsilon = RequireEpsilon(epsilon, nameof(epsilon));
    }

    /// <summary>Memory of the mean squares.</summary>
    public double Rho { get; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    private protected override IEnumerable<string> SettingTexts => [Text("rho", Rho), Text("epsilon", Epsilon)];

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)learningRate;
        settings[1] = (float)Rho;
        settings[2] = (float)(1 - Rho);
        settings[3] = (float)Epsilon;
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(rule, chunk);
}
