using System.Diagnostics;
using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>One fit: epochs over shuffled samples in batches, with figures, reports and an eye on the cancellation token between
/// steps.</summary>
internal sealed class FitLoop
{
    private readonly TrainingSession session;
    private readonly Dataset data;
    private readonly FitOptions options;
    private readonly MetricsAccumulator metrics;
    private readonly int[] order;
    private readonly float[] inputs;
    private readonly int[] labels;
    private readonly float[] targets;
    private readonly int steps;
    private int epoch;
    private int step;

    public FitLoop(TrainingSession session, Dataset data, FitOptions options)
    {
        (this.session, this.data, this.options) = (session, data, options);
        metrics = new MetricsAccumulator(session.Layout.OutputSize, data.HasLabels, confusionWanted: false);
        int batch = Math.Min(options.BatchSize, data.Count);
        order = new int[data.Count];
        inputs = new float[checked(batch * data.InputSize)];
        labels = data.HasLabels ? new int[batch] : [];
        targets = new float[checked(batch * data.TargetSize)];
        steps = (data.Count + options.BatchSize - 1) / options.BatchSize;
    }

    public History Run()
    {
        var results = new List<EpochResult>();
        for (epoch = 1; epoch <= options.Epochs; epoch++)
        {
            if (RunEpoch() is not { } result)
                return new History(results, Cancelled: true);
            results.Add(result);
        }

        return new History(results, Cancelled: false);
    }

    /// <summary>One epoch and its validation, or null if cancelled.</summary>
    private EpochResult? RunEpoch()
    {
        long start = Stopwatch.GetTimestamp();
        metrics.Reset();
        Order();
        for (step = 1; step <= steps; step++)
        {
            if (options.CancellationToken.IsCancellationRequested)
                return null;
            RunStep();
            Report(start, completed: null);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Metrics? validation = null;
        if (options.Validation is { } set)
        {
            validation = session.Evaluate(set, options.BatchSize, options.CancellationToken);
            if (validation is null)
                return null;
        }

        var result = new EpochResult(
            epoch, metrics.Loss, metrics.Accuracy, validation?.Loss ?? double.NaN, validation?.Accuracy ?? double.NaN, seconds);
        step = steps;
        Report(start, result);
        return result;
    }

    private void Order()
    {
        if (options.Shuffle)
            Shuffling.Fill(order, options.ShuffleSeed ?? session.Seed, round: session.EpochCount);
        else
            Shuffling.FillInOrder(order);
        session.EpochCount++;
    }

    private void RunStep()
    {
        int first = (step - 1) * options.BatchSize;
        int count = Math.Min(options.BatchSize, data.Count - first);
        data.CopyTo(order.AsSpan(first, count), inputs, labels, targets);
        ReadOnlySpan<float> batch = inputs.AsSpan(0, count * data.InputSize);
        StepTargets batchTargets = data.HasLabels
            ? new StepTargets(labels.AsSpan(0, count))
            : new StepTargets(targets.AsSpan(0, count * data.TargetSize));
        float loss = session.Step(batch, batchTargets, finiteOnly: options.StopOnNaN);
        if (options.StopOnNaN && !float.IsFinite(loss))
            throw new TrainingDivergedException(session.Layout.ModelName, epoch, step, loss, session.LearningRate);
        metrics.AddCounted(loss, count, data.HasLabels ? session.Runner.CountRight(batchTargets.Labels) : 0);
    }

    private void Report(long start, EpochResult? completed) => options.Progress?.Report(new FitProgress(
        epoch, options.Epochs, step, steps, metrics.Loss, metrics.Accuracy, Stopwatch.GetElapsedTime(start).TotalSeconds, completed));
}
