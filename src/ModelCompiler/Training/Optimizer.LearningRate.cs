namespace ModelCompiler.Training;

public abstract partial class Optimizer
{
    private LearningRateSchedule schedule;
    private double? rateByHand;
    private TrainingTime time;

    /// <summary>
    /// The next step's size. Setting it takes the place of the schedule until <see cref="Schedule"/> is set: a change by hand while
    /// training runs, which checkpoints keep.
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

    /// <summary>The rate that a hand has set in place of the schedule's; null for that.</summary>
    internal double? RateByHand
    {
        get => RateOwner.rateByHand;
        set => RateOwner.rateByHand = value is { } rate ? CheckRate(rate) : null;
    }

    /// <summary>Whose learning rate this one follows.</summary>
    private protected virtual Optimizer RateOwner => this;

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
        // Of the last step: what LearningRate is until the next one.
        (state["rate_step"], state["rate_epoch"]) = (RateOwner.time.Step, RateOwner.time.Epoch);
        StatePart.Save(Schedule, state, "schedule.");
    }

    /// <summary>Takes up what <see cref="SaveState"/> wrote.</summary>
    internal void LoadState(IReadOnlyDictionary<string, double> state)
    {
        RateOwner.rateByHand = state.TryGetValue("learning_rate", out double rate) ? CheckRate(rate) : null;
        RateOwner.time = new TrainingTime((long)state.GetValueOrDefault("rate_step"), (long)state.GetValueOrDefault("rate_epoch"));
        StatePart.Load(Schedule, state, "schedule.");
    }

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
