namespace ModelCompiler.Training;

/// <summary>A line up to where any other schedule begins, and then that one, whose time begins where the line ends.</summary>
/// <remarks><c>α(t) = start + (inner(0) - start) · t / steps</c> while <c>t &lt; steps</c>, then <c>inner(t - steps)</c>: Goyal et al.,
/// "Accurate, Large Minibatch SGD" (2017), section 2.2; Keras has it as the warm-up of CosineDecay.</remarks>
public sealed class Warmup : LearningRateSchedule
{
    private readonly LearningRateSchedule inner;
    private readonly long steps;
    private readonly double start;

    /// <summary>Sets the schedule up.</summary>
    /// <param name="inner">What follows: a schedule or a number.</param>
    /// <param name="steps">How long the rate rises: steps, or epochs where <see cref="By"/> says so; at least 1.</param>
    /// <param name="start">The rate of the first step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Warmup(LearningRateSchedule inner, long steps, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Require(steps, nameof(steps), steps >= 1, "at least 1");
        (this.inner, this.steps, this.start) = (inner, steps, RequireRate(start, nameof(start)));
    }

    /// <summary>What the warm-up counts; the other schedule counts what it says itself. Default: steps.</summary>
    public ScheduleUnit By { get; init; }

    /// <inheritdoc/>
    public override double RateAt(TrainingTime time)
    {
        bool epochs = By == ScheduleUnit.Epoch;
        long t = epochs ? time.Epoch : time.Step;
        long rest = Math.Max(0, t - steps);
        double rate = inner.RateAt(epochs ? time with { Epoch = rest } : time with { Step = rest });
        return t < steps ? start + (rate - start) * t / steps : rate;
    }

    /// <inheritdoc/>
    public override void EpochEnd(IReadOnlyDictionary<string, double> metrics) => inner.EpochEnd(metrics);

    /// <inheritdoc/>
    public override void SaveState(IDictionary<string, double> state) => inner.SaveState(state);

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, double> state) => inner.LoadState(state);

    /// <inheritdoc/>
    public override string ToString() =>
        $"Warmup({inner}, {steps}{(By == ScheduleUnit.Epoch ? " epochs" : " steps")}{(start == 0 ? "" : $", start: {Text(start)}")})";
}
