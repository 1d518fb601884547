using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>
/// The learning rate as training goes on. Every optimizer takes one where it takes a number:
/// <c>new Adam(new CosineDecay(1e-3, 10_000))</c>. A number converts to a schedule that stays as it is, and a function of the step to one
/// that calls it.
/// </summary>
/// <remarks>
/// Schedules compose: <see cref="Warmup"/> and <see cref="ReduceOnPlateau"/> take any other, <c>schedule * 0.5</c> scales one and
/// <see cref="Then"/> puts one after another. A schedule that follows nothing but the time may serve several trainers; one with state
/// (<see cref="ReduceOnPlateau"/>) belongs to one.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="time">Steps and epochs completed before it.</param>
    /// <returns>A finite number from 0.</returns>
    public abstract double RateAt(TrainingTime time);

    /// <summary>The rate of a step in the first epoch, as for a drawing.</summary>
    /// <param name="step">Steps completed before it.</param>
    public double RateAt(long step) => RateAt(new TrainingTime(step, 0));

    /// <summary>Called after each epoch of a fit.</summary>
    /// <param name="metrics">
    /// The epoch's figures by name: <c>loss</c>, <c>accuracy</c>, and with <c>val_</c> those of the validation set.
    /// </param>
    public virtual void EpochEnd(IReadOnlyDictionary<string, double> metrics)
    {
    }

    /// <summary>Adds to a checkpoint what the schedule remembers besides its settings; nothing for most.</summary>
    /// <param name="state">Numbers by name, kept to the bit.</param>
    public virtual void SaveState(IDictionary<string, double> state)
    {
    }

    /// <summary>Takes up what <see cref="SaveState"/> wrote.</summary>
    /// <param name="state">The numbers, perhaps of another schedule: what is missing begins anew.</param>
    public virtual void LoadState(IReadOnlyDictionary<string, double> state)
    {
    }

    /// <summary>This schedule for a number of steps, then another, whose time begins there.</summary>
    /// <param name="steps">Steps of this schedule, at least 1.</param>
    /// <param name="next">What follows.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one step.</exception>
    public LearningRateSchedule Then(long steps, LearningRateSchedule next) => new ChainedSchedule(this, steps, next);

    /// <summary>A schedule from a function of the number of steps completed.</summary>
    /// <param name="rate">From 0 on; a finite number from 0.</param>
    public static LearningRateSchedule From(Func<long, double> rate) => new FunctionSchedule(rate);

    /// <summary>A schedule from a function of steps and epochs completed.</summary>
    /// <param name="rate">A finite number from 0.</param>
    public static LearningRateSchedule FromTime(Func<TrainingTime, double> rate) => new FunctionSchedule(rate);

    /// <summary>A rate that stays as it is.</summary>
    /// <param name="rate">A finite number from 0; checked by what takes it.</param>
    public static implicit operator LearningRateSchedule(double rate) => new ConstantSchedule(rate);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static implicit operator LearningRateSchedule(float rate) => new ConstantSchedule(rate);

    /// <inheritdoc cref="From(Func{long, double})"/>
    public static implicit operator LearningRateSchedule(Func<long, double> rate) => From(rate);

    /// <inheritdoc cref="From(Func{long, double})"/>
    public static implicit operator LearningRateSchedule(Func<long, float> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return From((long step) => rate(step));
    }

    /// <inheritdoc cref="From(Func{long, double})"/>
    public static implicit operator LearningRateSchedule(Func<int, double> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return From((long step) => rate((int)Math.Min(step, int.MaxValue)));
    }

    /// <inheritdoc cref="From(Func{long, double})"/>
    public static implicit operator LearningRateSchedule(Func<int, float> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return From((long step) => rate((int)Math.Min(step, int.MaxValue)));
    }

    /// <inheritdoc cref="FromTime"/>
    public static implicit operator LearningRateSchedule(Func<TrainingTime, double> rate) => FromTime(rate);

    /// <summary>A schedule times a factor.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="factor">A finite number from 0.</param>
    public static LearningRateSchedule operator *(LearningRateSchedule schedule, double factor) => new ScaledSchedule(schedule, factor);

    /// <inheritdoc cref="op_Multiply(LearningRateSchedule, double)"/>
    public static LearningRateSchedule operator *(double factor, LearningRateSchedule schedule) => schedule * factor;

    /// <summary>A number as it would be typed: as few digits as tell it, a float's where it was one.</summary>
    private protected static string Text(double value) =>
        (value == (float)value ? ((float)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture))
            .Replace("E", "e", StringComparison.Ordinal);

    private protected double Require(double value, string name, bool valid, string allowed) =>
        valid ? value : throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}: {name} is {allowed}; got {Text(value)}.");

    private protected double RequireRate(double value, string name) =>
        Require(value, name, value >= 0 && double.IsFinite(value), "a finite number from 0");
}
