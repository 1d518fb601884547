using System.Runtime.ExceptionServices;
using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>One fit: epochs over shuffled samples in batches, with figures, callbacks, and an eye on the cancellation token between steps.</summary>
internal sealed class FitLoop
{
    private readonly TrainingSession session;
    private readonly FitOptions options;
    private readonly MetricsAccumulator metrics;
    private readonly Dataset data;
    private readonly FitContext context;
    private readonly CallbackList callbacks;
    private BatchReader reader;
    private int batchSize;
    private int round;

    public FitLoop(ITrainer trainer, TrainingSession session, Dataset data, FitOptions options)
    {
        (this.session, this.data, this.options, batchSize) = (session, data, options, options.BatchSize);
        reader = NewReader();
        metrics = new MetricsAccumulator(session.Layout.OutputSize, reader.HasLabels, confusionWanted: false);
        context = new FitContext(trainer, options, reader.BatchCount ?? 0, data.Count);
        callbacks = new CallbackList(options.Callbacks, context);
    }

    public History Run()
    {
        bool complete = false;
        try
        {
            callbacks.FitBegin();
            complete = RunEpochs();
        }
        catch (Exception exception)
        {
            context.Exception = exception;
            callbacks.FitEnd();
            throw;
        }
        finally
        {
            reader.Dispose();
        }

        if (callbacks.FitEnd() is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return new History([.. context.History], Cancelled: !complete && !context.StopRequested) { StopReason = context.StopReason };
    }

    private bool RunEpochs()
    {
        for (int epoch = context.History.Count + 1; epoch <= options.Epochs; epoch++)
        {
            if (context.StopRequested || !RunEpoch(epoch))
                return false;
        }

        return true;
    }

    /// <summary>One epoch and its validation; false if it was stopped or cancelled before its end.</summary>
    private bool RunEpoch(int epoch)
    {
        metrics.Reset();
        round = session.EpochCount++;
        context.StartEpoch(epoch);
        Read(firstSample: 0);
        callbacks.EpochBegin();
        int batch = 0;
        while (reader.Next())
        {
            if (Interrupted || !RunStep(++batch))
                return false;
            if (batchSize != context.FullBatchSize)
                Read(firstSample: context.SamplesDone);
        }

        // A stream's length is known once it has been read.
        (context.BatchCount, context.SampleCount) = (batch, (int)context.SamplesDone);
        context.EpochSeconds = context.EpochElapsed.TotalSeconds;
        if (options.Validation is { } set && (Interrupted || !Validate(set)))
            return false;
        var result = new EpochResult(
            epoch, metrics.Loss, metrics.Accuracy, context.Validation?.Loss ?? double.NaN, context.Validation?.Accuracy ?? double.NaN,
            context.EpochSeconds.Value) { Metrics = context.Metrics.Copy() };
        context.Add(result);
        session.EpochEnd(context.Metrics);
        callbacks.EpochEnd();
        Report(result);
        return true;
    }

    /// <summary>Begins to read the epoch, or the rest of it after the size of batches was changed by hand.</summary>
    private void Read(long firstSample)
    {
        if (batchSize != context.FullBatchSize)
        {
            batchSize = context.FullBatchSize;
            reader.Dispose();
            reader = NewReader();
        }

        reader.BeginAt(options.ShuffleSeed ?? session.Seed, round, options.Shuffle, firstSample);
        if (reader.BatchCount is not null)
            context.BatchCount = context.Batch + (int)((data.Count - firstSample + batchSize - 1) / batchSize);
    }

    private BatchReader NewReader() => data.Batches(new BatchPlan(batchSize, Training: true, session.Layout.OutputSize));

    private bool Interrupted => context.StopRequested || options.CancellationToken.IsCancellationRequested;

    /// <summary>One step; false if a callback stopped the fit before it.</summary>
    private bool RunStep(int batch)
    {
        (context.Batch, context.BatchSize) = (batch, reader.Count);
        callbacks.BatchBegin();
        if (Interrupted)
            return false;
        StepTargets targets = reader.HasLabels ? new StepTargets(reader.Labels) : new StepTargets(reader.Targets);
        LabelTargets.Check(targets.Labels, session.Layout, reader.Samples);
        float loss = session.Step(reader.Inputs, targets, finiteOnly: options.StopOnNaN);
        if (options.StopOnNaN && !float.IsFinite(loss))
            throw new TrainingDivergedException(session.Layout.ModelName, context.Epoch, batch, loss, session.LearningRate);
        metrics.AddCounted(loss, reader.Count, targets.AreLabels ? session.Runner.CountRight(targets.Labels) : 0);
        ShowFigures(loss);
        callbacks.BatchEnd();
        Report(completed: null);
        return true;
    }

    private void ShowFigures(float loss)
    {
        context.SamplesDone += reader.Count;
        (context.BatchLoss, context.Loss) = (loss, metrics.Loss);
        context.Metrics.Set("loss", metrics.Loss);
        if (reader.HasLabels)
            context.Metrics.Set("accuracy", metrics.Accuracy);
    }

    private bool Validate(Dataset set)
    {
        context.Validation = session.Evaluate(set, options.BatchSize, options.CancellationToken);
        if (context.Validation is not { } figures)
            return false;
        context.Metrics.Set("val_loss", figures.Loss);
        if (set.HasLabels)
            context.Metrics.Set("val_accuracy", figures.Accuracy);
        return true;
    }

    private void Report(EpochResult? completed) => options.Progress?.Report(new FitProgress(
        context.Epoch, options.Epochs, context.Batch, context.BatchCount, metrics.Loss, metrics.Accuracy, context.EpochElapsed.TotalSeconds, completed));
}
