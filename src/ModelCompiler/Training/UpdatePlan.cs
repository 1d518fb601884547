using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>What a stage of an update does.</summary>
internal enum StageKind
{
    /// <summary>Scales the gradient to a norm.</summary>
    Scale,

    /// <summary>Clips the gradient.</summary>
    Clip,

    /// <summary>Adds the weight's share to the gradient.</summary>
    CoupledDecay,

    /// <summary>Takes the weight's share from it.</summary>
    Decay,

    /// <summary>The optimizer's own rule.</summary>
    Rule,

    /// <summary>Brings the slow weights after the fast ones.</summary>
    Lookahead,

    /// <summary>Averages the weights.</summary>
    Average,
}

/// <summary>One stage of an update.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Rule">How; null for an optimizer that is a method only.</param>
/// <param name="FirstSetting">Where its settings begin in a step's numbers.</param>
internal sealed record UpdateStage(StageKind Kind, UpdateRule? Rule, int FirstSetting)
{
    /// <summary>Whether it changes the gradient, and not the weight.</summary>
    public bool ChangesGradient => Kind <= StageKind.CoupledDecay;

    public int SettingCount => Rule?.Settings.Count ?? 0;
}

/// <summary>
/// An update as stages that follow one another for each weight: said once, run by the processor and written into the kernel of a device.
/// </summary>
internal sealed class UpdatePlan
{
    private static readonly UpdateRule scaleRule = new UpdateRule<ScaleRule<Lanes>, ScaleRule<Formula>>(states: 0, "clipScale");
    private static readonly UpdateRule clipRule = new UpdateRule<ClipRule<Lanes>, ClipRule<Formula>>(states: 0, "clipLimit");
    private static readonly UpdateRule coupledRule =
        new UpdateRule<CoupledDecayRule<Lanes>, CoupledDecayRule<Formula>>(states: 1, "weightDecay");
    private static readonly UpdateRule decayRule = new UpdateRule<DecayRule<Lanes>, DecayRule<Formula>>(states: 0, "keep");
    private static readonly UpdateRule lookaheadRule = new UpdateRule<LookaheadRule<Lanes>, LookaheadRule<Formula>>(states: 1, "slowStep");
    private static readonly UpdateRule averageRule = new UpdateRule<AverageRule<Lanes>, AverageRule<Formula>>(states: 1,
        "averageMemory", "averageRest");

    private readonly Optimizer optimizer;
    private readonly List<UpdateStage> stages = [];
    private readonly List<string> buffers;

    /// <exception cref="ArgumentException">The optimizer's options do not go together.</exception>
    public UpdatePlan(Optimizer optimizer)
    {
        optimizer.CheckOptions();
        this.optimizer = optimizer;
        buffers = [.. optimizer.StateNames];
        if (NormLimit is not null)
            Add(StageKind.Scale, scaleRule);
        if (optimizer.ClipValue is not null)
            Add(StageKind.Clip, clipRule);
        if (optimizer.WeightDecay != 0)
            Add(Coupled ? StageKind.CoupledDecay : StageKind.Decay, Coupled ? coupledRule : decayRule);
        Add(StageKind.Rule, optimizer.Rule);
        if (optimizer.SlowWeights.Period > 0)
            SlowBuffer = AddBuffer(StageKind.Lookahead, lookaheadRule, "slow");
        if (optimizer.UseEma)
            AverageBuffer = AddBuffer(StageKind.Average, averageRule, "average");
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<UpdateStage> Stages => stages;

    /// <summary>Names of all buffers: those of the rule, then of slow weights, then of averages.</summary>
    public IReadOnlyList<string> Buffers => buffers;

    /// <summary>The buffer of the slow weights, or -1. It begins as the weights do in the first step.</summary>
    public int SlowBuffer { get; } = -1;

    /// <summary>The buffer of the averages, or -1.</summary>
    public int AverageBuffer { get; } = -1;

    /// <summary>Numbers that hold for all weights of a step.</summary>
    public int SettingCount { get; private set; }

    /// <summary>The largest norm of gradients, if there is one.</summary>
    public double? NormLimit => optimizer.ClipNorm ?? optimizer.GlobalClipNorm;

    /// <summary>Whether each tensor has a norm of its own.</summary>
    public bool NormOfEach => optimizer.ClipNorm is not null;

    /// <summary>Whether tensors differ in how they are treated, so that each needs to be known.</summary>
    public bool TensorsDiffer => NormOfEach || (optimizer.WeightDecay != 0 && optimizer.ExcludeFromWeightDecay.Count > 0);

    private bool Coupled => optimizer.WeightDecayForm == WeightDecayForm.Coupled;

    /// <summary>What a buffer is filled with before the first step.</summary>
    public float InitialState(int buffer) => buffer < optimizer.StateNames.Count ? optimizer.InitialState(buffer) : 0;

    /// <summary>Whether a tensor's weights decay.</summary>
    public bool Decays(string tensor) => !optimizer.ExcludeFromWeightDecay.Any(part => tensor.Contains(part, StringComparison.Ordinal));

    /// <summary>Whether slow weights move in this step; the stage is left out in others.</summary>
    public bool MovesSlowWeights(long step) => SlowBuffer >= 0 && step % optimizer.SlowWeights.Period == 0;

    /// <summary>
    /// The numbers of a step, stage by stage. The scale of norms is not among them: it is known only when the gradients are.
    /// </summary>
    /// <param name="step">From 1.</param>
    /// <param name="rate">Its learning rate.</param>
    /// <param name="numbers">Room for <see cref="SettingCount"/>.</param>
    public void GetSettings(long step, double rate, Span<float> numbers)
    {
        foreach (UpdateStage stage in stages)
        {
            Span<float> own = numbers.Slice(stage.FirstSetting, stage.SettingCount);
            switch (stage.Kind)
            {
                case StageKind.Scale:
                    own[0] = 1;
                    break;
                case StageKind.Clip:
                    own[0] = (float)optimizer.ClipValue!.Value;
                    break;
                case StageKind.CoupledDecay:
                    own[0] = (float)optimizer.WeightDecay;
                    break;
                case StageKind.Decay:
                    own[0] = (float)(1 - rate * optimizer.WeightDecay);
                    break;
                case StageKind.Rule:
                    optimizer.GetSettings(step, rate, own);
                    break;
                case StageKind.Lookahead:
                    own[0] = (float)optimizer.SlowWeights.Step;
                    break;
                case StageKind.Average:
                    double memory = step == 1 ? 0 : optimizer.EmaMomentum;
                    (own[0], own[1]) = ((float)memory, (float)(1 - memory));
                    break;
            }
        }
    }

    private void Add(StageKind kind, UpdateRule? rule)
    {
        var stage = new UpdateStage(kind, rule, SettingCount);
        stages.Add(stage);
        SettingCount += stage.SettingCount;
    }

    private int AddBuffer(StageKind kind, UpdateRule rule, string name)
    {
        Add(kind, rule);
        buffers.Add(name);
        return buffers.Count - 1;
    }
}
