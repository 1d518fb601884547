using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>
/// A rule that turns gradients into new weights, weight by weight. It holds settings only: the buffers it needs for each weight
/// (<see cref="StateNames"/>)
/// and the count of steps belong to the trainer, so that one rule can serve several trainers and a checkpoint finds all state in one place.
/// </summary>
public abstract class Optimizer
{
    private LearningRateSchedule schedule;
    private double? rateByHand;
    private TrainingTime time;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">A number, a schedule or a function.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is negative or not finite.</exception>
    protected Optimizer(LearningRateSchedule learningRate) => schedule = Checked(learningRate);

    /// <summary>
    /// The next step's size. Setting it takes the place of the schedule until <see cref="Schedule"/> is set: a change by hand while training runs, which checkpoints keep.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The schedule gives no such number.</exception>
    public double LearningRate
    {
        get => RateOwner.rateByHand ?? RateOwner.CheckedRate();
        set => RateOwner.rateByHand = CheckRate(value);
    }

    /// <summary>What gives <see cref="LearningRate"/>, step by step. Setting it ends a change by hand.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is negative or not finite.</exception>
    public LearningRateSchedule Schedule
    {
        get => RateOwner.schedule;
        set => (RateOwner.schedule, RateOwner.rateByHand) = (Checked(value), null);
    }

    /// <summary>The optimizer's name, for messages and checkpoints.</summary>
    public string Name => GetType().Name;

    /// <summary>Names of the buffers of one float per weight that the rule keeps between steps, zero at first;
    /// <see cref="OptimizerChunk.State"/> counts them.</summary>
    public virtual IReadOnlyList<string> StateNames => [];

    /// <summary>
    /// Updates some weights and their state. Several threads may be in here at once, each with weights of its own, so nothing but the
    /// chunk may change.
    /// A chunk's length is a multiple of 16, and each weight must be treated alike wherever it lies, so that the split changes no result.
    /// </summary>
    protected internal abstract void Update(in OptimizerChunk chunk);

    /// <summary>The rule in a form that devices take too, or null for a rule that only <see cref="Update"/> knows.</summary>
    internal virtual UpdateRule? Rule => null;

    /// <summary>Whose learning rate this one follows.</summary>
    private protected virtual Optimizer RateOwner => this;

    /// <summary>The numbers of a step that hold for all weights, as <see cref="Rule"/> names them.</summary>
    internal virtual void GetSettings(long step, double learningRate, Span<float> settings)
    {
    }

    /// <summary>The rate of the step that begins at <paramref name="now"/>, which <see cref="LearningRate"/> then is.</summary>
    internal double RateAt(TrainingTime now)
    {
        RateOwner.time = now;
        return LearningRate;
    }

    /// <summary>What a checkpoint must keep besides the trainer's buffers and counts.</summary>
    internal void SaveState(IDictionary<string, double> state)
    {
        if (RateOwner.rateByHand is { } rate)
            state["learning_rate"] = rate;
        StatePart.Save(Schedule, state, "schedule.");
    }

    /// <summary>Takes up what <see cref="SaveState"/> wrote.</summary>
    internal void LoadState(IReadOnlyDictionary<string, double> state)
    {
        RateOwner.rateByHand = state.TryGetValue("learning_rate", out double rate) ? CheckRate(rate) : null;
        StatePart.Load(Schedule, state, "schedule.");
    }

    /// <summary>Updates some weights by a rule.</summary>
    private protected void Run(UpdateRule rule, in OptimizerChunk chunk)
    {
        Span<float> settings = stackalloc float[rule.Settings.Count];
        GetSettings(chunk.Step, chunk.LearningRate, settings);
        rule.Run(chunk, settings);
    }

    /// <summary>Returns <paramref name="value"/>, or says which setting is wrong and what is allowed.</summary>
    private protected double Require(double value, string name, bool valid, string allowed) =>
        valid ? value : throw new ArgumentOutOfRangeException(name, value, $"{Name}: {name} is {allowed}; got {value}.");

    private static bool IsRate(double value) => value >= 0 && double.IsFinite(value);

    private double CheckRate(double value) => Require(value, nameof(LearningRate), IsRate(value), "a finite number from 0");

    private LearningRateSchedule Checked(LearningRateSchedule value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is ConstantSchedule constant)
            CheckRate(constant.Rate);
        return value;
    }

    private double CheckedRate()
    {
        double rate = schedule.RateAt(time);
        return IsRate(rate) ? rate : throw new InvalidOperationException(
            $"{Name}: the schedule '{schedule}' gives {rate} in step {time.Step + 1}; a learning rate is a finite number from 0.");
    }
}
