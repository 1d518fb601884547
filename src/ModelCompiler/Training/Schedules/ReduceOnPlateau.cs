namespace ModelCompiler.Training;

/// <summary>Which way a metric is better.</summary>
public enum MetricMode
{
    /// <summary>Losses and errors are better lower, all else higher: told by the name.</summary>
    Auto,

    /// <summary>Lower.</summary>
    Min,

    /// <summary>Higher.</summary>
    Max,
}

/// <summary>Multiplies another schedule's rate by a factor each time a metric has not become better for some epochs.</summary>
/// <remarks>
/// Keras's ReduceLROnPlateau, epoch by epoch as there. It remembers the best value and how long ago that was, so one object serves one
/// trainer.
/// </remarks>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    private readonly LearningRateSchedule inner;
    private readonly string? monitor;
    private readonly double factor, minDelta, least;
    private readonly int patience, cooldown;
    private readonly MetricMode mode;
    private double best = double.NaN, scale = 1, wait, cooling;

    /// <summary>Sets the schedule up.</summary>
    /// <param name="learningRate">What is reduced: a number or a schedule.</param>
    /// <param name="monitor">The metric's name. Default: <c>val_loss</c>, or <c>loss</c> in fits without a validation set.</param>
    /// <param name="factor">What the rate is multiplied by, in (0, 1).</param>
    /// <param name="patience">Epochs without improvement before the rate is reduced.</param>
    /// <param name="minDelta">What counts as an improvement at least.</param>
    /// <param name="cooldown">Epochs after a reduction that are not counted.</param>
    /// <param name="minLearningRate">What the rate is not reduced below.</param>
    /// <param name="mode">Which way the metric is better.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public ReduceOnPlateau(
        LearningRateSchedule learningRate, string? monitor = null, double factor = 0.1, int patience = 10,
            double minDelta = 1e-4, int cooldown = 0,
        double minLearningRate = 0, MetricMode mode = MetricMode.Auto)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        inner = learningRate;
        this.monitor = monitor;
        this.factor = Require(factor, nameof(factor), factor is > 0 and < 1, "in (0, 1)");
        this.patience = (int)Require(patience, nameof(patience), patience >= 0, "at least 0");
        this.minDelta = RequireRate(minDelta, nameof(minDelta));
        this.cooldown = (int)Require(cooldown, nameof(cooldown), cooldown >= 0, "at least 0");
        least = RequireRate(minLearningRate, nameof(minLearningRate));
        this.mode = mode;
    }

    /// <inheritdoc/>
    public override double RateAt(TrainingTime time)
    {
        double rate = inner.RateAt(time);
        return rate <= least ? rate : Math.Max(rate * scale, least);
    }

    /// <inheritdoc/>
    /// <exception cref="MetricNotFoundException">The fit has no such metric.</exception>
    public override void EpochEnd(IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        inner.EpochEnd(metrics);
        string name = monitor ?? (metrics.ContainsKey("val_loss") ? "val_loss" : "loss");
        if (!metrics.TryGetValue(name, out double value))
            throw new MetricNotFoundException(name, [.. metrics.Keys]);
        if (cooling > 0)
            (cooling, wait) = (cooling - 1, 0);
        bool higher = mode == MetricMode.Max || (mode == MetricMode.Auto && IsBetterHigher(name));
        if (double.IsNaN(best) || (higher ? value > best + minDelta : value < best - minDelta))
            (best, wait) = (value, 0);
        else if (cooling == 0 && ++wait >= patience)
            (scale, cooling, wait) = (scale * factor, cooldown, 0);
    }

    /// <inheritdoc/>
    public override void SaveState(IDictionary<string, double> state)
    {
        (state["best"], state["scale"], state["wait"], state["cooling"]) = (best, scale, wait, cooling);
        StatePart.Save(inner, state, "inner.");
    }

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, double> state)
    {
        double Get(string name, double missing) => state.TryGetValue(name, out double value) ? value : missing;
        (best, scale, wait, cooling) = (Get("best", double.NaN), Get("scale", 1), Get("wait", 0), Get("cooling", 0));
        StatePart.Load(inner, state, "inner.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"ReduceOnPlateau({inner}, {monitor ?? "val_loss"}, factor: {Text(factor)}, patience: {patience})";

    private static bool IsBetterHigher(string name) =>
        !(name.Contains("loss", StringComparison.Ordinal) || name.Contains("error", StringComparison.Ordinal)
        || name.EndsWith("mae", StringComparison.Ordinal) || name.EndsWith("mse", StringComparison.Ordinal)
        || name.EndsWith("rmse", StringComparison.Ordinal));
}
