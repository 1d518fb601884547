namespace ModelCompiler.Training;

/// <summary>One schedule for some steps, then another, whose steps count from there. Epochs count on.</summary>
internal sealed class ChainedSchedule : LearningRateSchedule
{
    private readonly LearningRateSchedule first;
    private readonly long steps;
    private readonly LearningRateSchedule next;

    public ChainedSchedule(LearningRateSchedule first, long steps, LearningRateSchedule next)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(next);
        Require(steps, nameof(steps), steps >= 1, "at least 1");
        (this.first, this.steps, this.next) = (first, steps, next);
    }

    public override double RateAt(TrainingTime time) =>
        time.Step < steps ? first.RateAt(time) : next.RateAt(time with { Step = time.Step - steps });

    public override void EpochEnd(IReadOnlyDictionary<string, double> metrics)
    {
        first.EpochEnd(metrics);
        next.EpochEnd(metrics);
    }

    public override void SaveState(IDictionary<string, double> state)
    {
        StatePart.Save(first, state, "first.");
        StatePart.Save(next, state, "next.");
    }

    public override void LoadState(IReadOnlyDictionary<string, double> state)
    {
        StatePart.Load(first, state, "first.");
        StatePart.Load(next, state, "next.");
    }

    public override string ToString() => $"{first} for {steps} steps, then {next}";
}
