using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>What <see cref="Sgd"/> remembers of earlier gradients.</summary>
public enum MomentumForm
{
    /// <summary>
    /// <c>v = βv - lr·g</c>, <c>w += v</c>: a velocity with the learning rate inside, as Keras and the courses on deep learning with Keras
    /// and on ConvNetJS write it.
    /// </summary>
    Velocity,

    /// <summary><c>V = βV + (1-β)g</c>, <c>w -= lr·V</c>: the average of gradients in Ng's course. Steps are <c>1-β</c> times those of the
    /// other forms at the same learning rate.</summary>
    Average,

    /// <summary>
    /// <c>b = βb + g</c>, <c>w -= lr·b</c>: the sum of gradients in PyTorch. The same as a velocity while the learning rate stays.
    /// </summary>
    Sum,
}

/// <summary>Gradient descent, with momentum if asked for.</summary>
/// <remarks>
/// <c>w -= lr·g</c>; with momentum as <see cref="MomentumForm"/> says; with Nesterov's the weights go <c>βv - lr·g</c> on from the new
/// velocity <c>v</c> (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, as Keras computes it),
/// and likewise in the other forms.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private static readonly string[] states = ["momentum"];
    private static readonly UpdateRule plain = new UpdateRule<SgdRule<Lanes>, SgdRule<Formula>>(states: 0, "rate");
    private static readonly UpdateRule velocity = new UpdateRule<VelocityRule<Lanes>, VelocityRule<Formula>>(states: 1, "rate", "momentum");
    private static readonly UpdateRule nesterovVelocity =
        new UpdateRule<NesterovVelocityRule<Lanes>, NesterovVelocityRule<Formula>>(states: 1, "rate", "momentum");
    private static readonly UpdateRule memory = new UpdateRule<GradientMemoryRule<Lanes>, GradientMemoryRule<Formula>>(states: 1,
        "rate", "momentum", "share");
    private static readonly UpdateRule nesterovMemory =
        new UpdateRule<NesterovGradientMemoryRule<Lanes>, NesterovGradientMemoryRule<Formula>>(states: 1, "rate", "momentum", "share");

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.01.</param>
    /// <param name="momentum">Memory of earlier steps β, in [0, 1); 0 is none.</param>
    /// <param name="nesterov">Whether to look ahead along the momentum; needs momentum.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum.</exception>
    public Sgd(LearningRateSchedule? learningRate = null, double momentum = 0, bool nesterov = false) : base(learningRate ?? 0.01)
    {
        Momentum = RequireMemory(momentum, nameof(momentum));
        if (nesterov && momentum == 0)
            throw new ArgumentException(
                "Sgd: nesterov looks ahead along the momentum, which is 0; set momentum, for example to 0.9.", nameof(nesterov));
        Nesterov = nesterov;
    }

    /// <summary>Memory of earlier steps.</summary>
    public double Momentum { get; private set; }

    /// <summary>Whether steps look ahead along the momentum.</summary>
    public bool Nesterov { get; }

    /// <summary>What is remembered. Default: a velocity.</summary>
    public MomentumForm MomentumForm { get; init; }

    internal override double? MomentumByHand
    {
        get => Momentum == 0 ? null : Momentum;
        set => Momentum = RequireMemory(value ?? Momentum, "momentum");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Momentum == 0 ? [] : states;

    internal override UpdateRule Rule
    {
        get
        {
            if (Momentum == 0)
                return plain;
            if (MomentumForm == MomentumForm.Velocity)
                return Nesterov ? nesterovVelocity : velocity;
            return Nesterov ? nesterovMemory : memory;
        }
    }

    private protected override IEnumerable<string> SettingTexts =>
        Momentum == 0 ? [] : [Text("momentum", Momentum), .. Nesterov ? ["nesterov"] : (string[])[], $"MomentumForm: {MomentumForm}"];

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        settings[0] = (float)learningRate;
        if (Momentum == 0)
            return;
        settings[1] = (float)Momentum;
        if (MomentumForm != MomentumForm.Velocity)
            settings[2] = MomentumForm == MomentumForm.Average ? (float)(1 - Momentum) : 1;
    }

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(Rule, chunk);
}
