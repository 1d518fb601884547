namespace ModelCompiler.Training;

/// <summary>A schedule that is a formula of the time <c>t</c>: steps or epochs completed, 0 at first.</summary>
public abstract class TimedSchedule : LearningRateSchedule
{
    /// <summary>What <c>t</c> counts. Default: steps.</summary>
    public ScheduleUnit By { get; init; }

    /// <inheritdoc/>
    public sealed override double RateAt(TrainingTime time) => Rate(By == ScheduleUnit.Epoch ? time.Epoch : time.Step);

    /// <summary>The formula.</summary>
    /// <param name="t">From 0.</param>
    protected abstract double Rate(double t);

    /// <summary>The schedule as it would be typed.</summary>
    private protected string Print(double initial, params ReadOnlySpan<(string Name, double Value)> settings)
    {
        var text = new System.Text.StringBuilder($"{GetType().Name}({Text(initial)}");
        foreach ((string name, double value) in settings)
            text.Append(", ").Append(name).Append(": ").Append(Text(value));
        return text.Append(By == ScheduleUnit.Epoch ? ") by epoch" : ")").ToString();
    }

    private protected double RequireSteps(double value, string name) =>
        Require(value, name, value > 0 && double.IsFinite(value), "a positive finite number");
}
