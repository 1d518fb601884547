using System.Diagnostics;
using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>Keeps a run's figures as it goes. A step costs it two sums, and a page ten times a second a record.</summary>
internal sealed class RunRecorder(FitContext context, RunState run, Settings settings, Budget budget)
{
    private static readonly long interval = Stopwatch.Frequency / 10;
    private static readonly TimeSpan savePause = TimeSpan.FromSeconds(20);

    private long lastShown, lastRates, lastSaved = Stopwatch.GetTimestamp();
    private double samplesBefore, rightBefore, ratedSamples, samplesSeen;
    private double forward = double.NaN, backward = double.NaN, rate = double.NaN;
    private KeyValuePair<string, double>[] lastMetrics = [];
    private long version = 1;

    /// <summary>What viewers should be told of the page itself.</summary>
    public string? Notice { get; set; }

    public double Elapsed => context.Elapsed.TotalSeconds;

    public void EpochBegin() => (samplesBefore, rightBefore) = (0, 0);

    /// <summary>After a step.</summary>
    public void BatchEnd(bool watched)
    {
        long step = context.Step;
        run.History.Add("loss", step, context.BatchLoss);
        double samples = context.SamplesDone - samplesBefore;
        samplesSeen += samples;
        ratedSamples += samples;
        // The epoch's accuracy so far times its samples is what was right so far.
        if (context.Metrics.TryGetValue("accuracy", out double accuracy))
        {
            double right = accuracy * context.SamplesDone;
            run.History.Add("accuracy", step, Math.Clamp((right - rightBefore) / samples, 0, 1));
            rightBefore = right;
        }

        samplesBefore = context.SamplesDone;
        long now = Stopwatch.GetTimestamp();
        if (now - lastRates >= Stopwatch.Frequency / 2)
            AddRates(step, now);
        if (watched && now - lastShown >= interval)
            Show("running");
    }

    public void EpochEnd()
    {
        foreach ((string name, double value) in context.Metrics)
        {
            if (name is not ("loss" or "accuracy"))
                run.History.Add(name, context.Step, value);
        }

        lastMetrics = [.. context.Metrics];
        if (Stopwatch.GetElapsedTime(lastSaved) > savePause)
            SaveFigures();
        Show("running");
    }

    /// <summary>Keeps the figures; a disk that takes none is no reason to end a fit.</summary>
    public void SaveFigures()
    {
        lastSaved = Stopwatch.GetTimestamp();
        try
        {
            run.Folder.SaveFigures(run.History);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Notice = $"The run's figures are not kept: {exception.Message}";
        }
    }

    /// <summary>Times of a step that was looked at.</summary>
    public void AddTiming(double forwardSeconds, double backwardSeconds)
    {
        if (!double.IsFinite(forwardSeconds) || !double.IsFinite(backwardSeconds))
            return;
        // Neighbouring looks are averaged: a single step's time jumps.
        forward = Mix(forward, forwardSeconds / context.BatchSize);
        backward = Mix(backward, backwardSeconds / context.BatchSize);
        run.History.Add("forward_us", context.Step, forward * 1e6);
        run.History.Add("backward_us", context.Step, backward * 1e6);
    }

    /// <summary>Leaves the newest figures for viewers.</summary>
    public void Show(string state, string? reason = null)
    {
        lastShown = Stopwatch.GetTimestamp();
        long batchesLeft = (long)(context.EpochCount - context.Epoch) * context.BatchCount + context.BatchCount - context.Batch;
        double left = rate > 0 ? batchesLeft * (double)context.FullBatchSize / rate : double.NaN;
        run.Figures = new LiveFigures
        {
            Version = ++version,
            State = state,
            Reason = reason,
            Notice = Notice,
            Epoch = context.Epoch,
            Epochs = context.EpochCount,
            Batch = context.Batch,
            Batches = context.BatchCount,
            Step = context.Step,
            SamplesSeen = (long)samplesSeen,
            SamplesPerSecond = rate,
            Forward = forward,
            Backward = backward,
            Elapsed = Elapsed,
            Remaining = context.EpochCount == int.MaxValue ? double.NaN : left,
            Cost = budget.Share(),
            Metrics = [.. lastMetrics.Where(m => m.Key is not ("loss" or "accuracy")),
                .. context.Metrics.Where(m => m.Key is "loss" or "accuracy")],
            Settings = settings.Values,
        };
    }

    /// <summary>The next rate begins now: a pause is not training time.</summary>
    public void RestartRates() => (lastRates, ratedSamples) = (Stopwatch.GetTimestamp(), 0);

    private void AddRates(long step, long now)
    {
        if (lastRates != 0)
        {
            rate = ratedSamples / Stopwatch.GetElapsedTime(lastRates, now).TotalSeconds;
            run.History.Add("samples_per_second", step, rate);
        }

        run.History.Add("learning_rate", step, context.LearningRate);
        (lastRates, ratedSamples) = (now, 0);
    }

    private static double Mix(double before, double now) => double.IsNaN(before) ? now : before * 0.8 + now * 0.2;
}
