namespace ModelCompiler.Training;

/// <summary>A function in place of a schedule.</summary>
internal sealed class FunctionSchedule : LearningRateSchedule
{
    private readonly Func<TrainingTime, double> rate;

    public FunctionSchedule(Func<TrainingTime, double> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        this.rate = rate;
    }

    public FunctionSchedule(Func<long, double> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        this.rate = time => rate(time.Step);
    }

    public override double RateAt(TrainingTime time) => rate(time);

    public override string ToString() => "a function";
}
