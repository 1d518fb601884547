using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Any other optimizer on fast weights, after which slow weights come every few steps.</summary>
/// <remarks>
/// Algorithm 1 of Zhang et al., "Lookahead Optimizer: k steps forward, 1 step back" (2019): after each k steps of the inner optimizer
/// <c>φ += α(θ - φ)</c> and <c>θ = φ</c>. The model's weights are the fast ones, θ; after each k steps they are the slow ones too. The
/// inner optimizer keeps its state. Clipping, decay and averaging are the inner optimizer's unless they are set here.
/// </remarks>
public sealed class Lookahead : Optimizer
{
    /// <summary>Sets the rule up.</summary>
    /// <param name="inner">Moves the fast weights; its learning rate is this one's.</param>
    /// <param name="syncPeriod">The inner steps k between two of the slow weights; at least 1.</param>
    /// <param name="slowStepSize">The part α of the way that the slow weights go, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    /// <exception cref="ArgumentException">The inner optimizer is a Lookahead.</exception>
    public Lookahead(Optimizer inner, int syncPeriod = 5, double slowStepSize = 0.5) : base(Checked(inner).Schedule)
    {
        Inner = inner;
        SyncPeriod = (int)Require(syncPeriod, nameof(syncPeriod), syncPeriod >= 1, "at least 1");
        SlowStepSize = Require(slowStepSize, nameof(slowStepSize), slowStepSize is > 0 and <= 1, "in (0, 1]");
        (ClipValue, ClipNorm, GlobalClipNorm) = (inner.ClipValue, inner.ClipNorm, inner.GlobalClipNorm);
        (WeightDecay, WeightDecayForm, ExcludeFromWeightDecay) = (inner.WeightDecay, inner.WeightDecayForm, inner.ExcludeFromWeightDecay);
        (UseEma, EmaMomentum) = (inner.UseEma, inner.EmaMomentum);
    }

    /// <summary>Moves the fast weights.</summary>
    public Optimizer Inner { get; }

    /// <summary>The inner steps between two of the slow weights.</summary>
    public int SyncPeriod { get; }

    /// <summary>The part of the way that the slow weights go.</summary>
    public double SlowStepSize { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Inner.StateNames;

    /// <inheritdoc/>
    public override string ToString() => $"Lookahead({Inner}, syncPeriod: {SyncPeriod}, {Text("slowStepSize", SlowStepSize)})";

    internal override UpdateRule? Rule => Inner.Rule;

    internal override (int Period, double Step) SlowWeights => (SyncPeriod, SlowStepSize);

    internal override double? MomentumByHand
    {
        get => Inner.MomentumByHand;
        set => Inner.MomentumByHand = value;
    }

    private protected override Optimizer RateOwner => Inner;

    internal override float InitialState(int index) => Inner.InitialState(index);

    internal override void GetSettings(long step, double learningRate, Span<float> settings) =>
        Inner.GetSettings(step, learningRate, settings);

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Inner.Update(chunk);

    private static Optimizer Checked(Optimizer inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner is Lookahead
            ? throw new ArgumentException(
                "Lookahead: the inner optimizer is a Lookahead itself; give it the optimizer in that.", nameof(inner))
            : inner;
    }
}
