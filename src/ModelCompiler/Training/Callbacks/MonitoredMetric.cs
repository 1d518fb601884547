using System.Diagnostics.CodeAnalysis;

namespace ModelCompiler.Training;

/// <summary>A metric that a callback watches, and the best it has seen.</summary>
/// <param name="owner">The callback's name, for messages.</param>
/// <param name="monitor">The metric's name; null is the validation loss, or the loss without a validation set.</param>
/// <param name="mode">Which way it improves.</param>
/// <param name="minDelta">Less than this is no improvement.</param>
internal sealed class MonitoredMetric(string owner, string? monitor, MetricMode mode, double minDelta = 0)
{
    private static readonly string[] falling = ["loss", "mae", "mse", "rmse", "error", "deviance", "perplexity"];
    private static readonly string[] rising = ["acc", "precision", "recall", "f1", "auc", "r2", "iou", "top_", "score"];

    /// <summary>The best value so far; NaN before the first.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The epoch that had it; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The metric's name in this fit.</summary>
    public string NameIn(FitContext context) => monitor ?? (context.Metrics.ContainsKey("val_loss") ? "val_loss" : "loss");

    /// <summary>Takes an epoch's value.</summary>
    /// <returns>Whether it is better than all before. NaN never is.</returns>
    /// <exception cref="MetricNotFoundException">The fit has no such metric.</exception>
    public bool Improves(FitContext context)
    {
        string name = NameIn(context);
        double value = context.Metrics[name];
        if (double.IsNaN(value) || !(double.IsNaN(Best) || Passes(name, value, Best)))
            return false;
        (Best, BestEpoch) = (value, context.Epoch);
        return true;
    }

    /// <summary>Whether the last epoch's value is better than a level.</summary>
    public bool IsBetter(FitContext context, double level) => Passes(NameIn(context), context.Metrics[NameIn(context)], level);

    /// <summary>Starts anew.</summary>
    public void Reset() => (Best, BestEpoch) = (double.NaN, 0);

    public void Save(CallbackState state)
    {
        state.Set("best", Best);
        state.Set("best_epoch", BestEpoch);
    }

    public void Load(CallbackState state) => (Best, BestEpoch) = (state.Number("best"), (int)state.Number("best_epoch"));

    private bool Passes(string name, double value, double level) => Falls(name) ? value < level - minDelta : value > level + minDelta;

    private bool Falls(string name)
    {
        if (mode != MetricMode.Auto)
            return mode == MetricMode.Min;
        if (falling.Any(part => name.Contains(part, StringComparison.Ordinal)))
            return true;
        if (rising.Any(part => name.Contains(part, StringComparison.Ordinal)))
            return false;
        return ThrowUnknown(name);
    }

    [DoesNotReturn]
    private bool ThrowUnknown(string name) => throw new ArgumentException(
        $"{owner}: whether '{name}' should rise or fall does not follow from its name. Set mode to MetricMode.Min or MetricMode.Max.",
        nameof(mode));
}
