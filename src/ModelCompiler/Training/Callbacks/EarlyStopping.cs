using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>Ends a fit when a metric has not improved for some epochs, as Keras's <c>EarlyStopping</c>.</summary>
public sealed class EarlyStopping : IStatefulCallback, ICallbackOnEveryRank
{
    private readonly MonitoredMetric metric;
    private readonly double? baseline;
    private int waited;
    private float[]? best;

    /// <summary>Sets the rule up.</summary>
    /// <param name="patience">Epochs without improvement after which the fit ends; 0 ends it after the first.</param>
    /// <param name="restoreBest">Whether the weights of the best epoch are put back when the fit ends, however it ends.</param>
    /// <param name="monitor">
    /// The metric, by its name in <see cref="FitContext.Metrics"/>. Default: <c>val_loss</c>, or <c>loss</c> without a validation set.
    /// </param>
    /// <param name="minDelta">A smaller change is no improvement; from 0.</param>
    /// <param name="mode">Which way the metric improves.</param>
    /// <param name="startFromEpoch">Epochs at the start that are not judged.</param>
    /// <param name="baseline">A value that must be passed for the wait to begin anew; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative setting.</exception>
    public EarlyStopping(
        int patience = 0, bool restoreBest = false, string? monitor = null, double minDelta = 0, MetricMode mode = MetricMode.Auto,
            int startFromEpoch = 0, double? baseline = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(minDelta);
        ArgumentOutOfRangeException.ThrowIfNegative(startFromEpoch);
        (Patience, RestoreBest, StartFromEpoch, this.baseline) = (patience, restoreBest, startFromEpoch, baseline);
        metric = new MonitoredMetric(nameof(EarlyStopping), monitor, mode, minDelta);
    }

    /// <summary>Epochs without improvement after which the fit ends.</summary>
    public int Patience { get; }

    /// <summary>Whether the best epoch's weights are put back at the end.</summary>
    public bool RestoreBest { get; }

    /// <summary>Epochs at the start that are not judged.</summary>
    public int StartFromEpoch { get; }

    /// <summary>The best value so far; NaN before the first.</summary>
    public double Best => metric.Best;

    /// <summary>The epoch that had it, from 1; 0 before the first.</summary>
    public int BestEpoch => metric.BestEpoch;

    /// <summary>The epoch after which the fit was ended; 0 if it was not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public void FitBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.History.Count > 0)
            StopIfDue(context); // A run that was ended and then resumed ends again.
        else
            Reset();
    }

    /// <inheritdoc/>
    public void EpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Epoch <= StartFromEpoch)
            return;
        if (!metric.Improves(context))
        {
            waited++;
            StopIfDue(context);
            return;
        }

        if (RestoreBest)
            context.Trainer.Runner.CopyParametersTo(best ??= new float[context.Trainer.Runner.ParameterFloats]);
        waited = baseline is { } level && !metric.IsBetter(context, level) ? waited + 1 : 0;
        StopIfDue(context);
    }

    /// <inheritdoc/>
    public void FitEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (best is not null)
            context.Trainer.Runner.SetParameters(best);
    }

    /// <inheritdoc/>
    public void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        metric.Save(state);
        state.Set("waited", waited);
        if (best is not null)
            state.Set("best_weights", best);
    }

    /// <inheritdoc/>
    public void LoadState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        metric.Load(state);
        waited = (int)state.Number("waited");
        best = state.GetFloats("best_weights");
    }

    private void Reset()
    {
        metric.Reset();
        (waited, best, StoppedEpoch) = (0, null, 0);
    }

    private void StopIfDue(FitContext context)
    {
        if (waited == 0 || waited < Patience)
            return;
        StoppedEpoch = context.History.Count;
        string since = metric.BestEpoch == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" on {Figures.Text(metric.Best)} of epoch {metric.BestEpoch}");
        context.Stop($"{metric.NameIn(context)} did not improve{since} for {waited} epoch{(waited == 1 ? "" : "s")}");
    }
}
