namespace ModelCompiler.Training;

/// <summary>A schedule times a factor.</summary>
internal sealed class ScaledSchedule : LearningRateSchedule
{
    private readonly LearningRateSchedule inner;
    private readonly double factor;

    public ScaledSchedule(LearningRateSchedule inner, double factor)
    {
        ArgumentNullException.ThrowIfNull(inner);
        (this.inner, this.factor) = (inner, RequireRate(factor, nameof(factor)));
    }

    public override double RateAt(TrainingTime time) => inner.RateAt(time) * factor;

    public override void EpochEnd(IReadOnlyDictionary<string, double> metrics) => inner.EpochEnd(metrics);

    public override void SaveState(IDictionary<string, double> state) => inner.SaveState(state);

    public override void LoadState(IReadOnlyDictionary<string, double> state) => inner.LoadState(state);

    public override string ToString() => $"{inner} * {Text(factor)}";
}
