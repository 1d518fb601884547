using System.Runtime.ExceptionServices;
using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>One fit: epochs over shuffled samples in batches, with figures, callbacks, and an eye on the cancellation token between steps.</summary>
internal sealed class FitLoop
{
    private readonly TrainingSession session;
    private readonly Dataset data;
    private readonly FitOptions options;
    private readonly MetricsAccumulator metrics;
    private readonly EpochReader reader;
    private readonly FitContext context;
    private readonly CallbackList callbacks;

    public FitLoop(ITrainer trainer, TrainingSession session, Dataset data, FitOptions options)
    {
        (this.session, this.data, this.options) = (session, data, options);
        metrics = new MetricsAccumulator(session.Layout.OutputSize, data.HasLabels, confusionWanted: false);
        reader = new EpochReader(data, options.BatchSize);
        context = new FitContext(trainer, options, reader.BatchCount, data.Count);
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
        reader.Start(options.Shuffle ? options.ShuffleSeed ?? session.Seed : null, round: session.EpochCount);
        session.EpochCount++;
        context.StartEpoch(epoch);
        callbacks.EpochBegin();
        for (int batch = 1; batch <= reader.BatchCount; batch++)
        {
            if (Interrupted)
                return false;
            RunStep(batch);
        }

        context.EpochSeconds = context.EpochElapsed.TotalSeconds;
        if (options.Validation is { } set && (Interrupted || !Validate(set)))
            return false;
        var result = new EpochResult(
            epoch, metrics.Loss, metrics.Accuracy, context.Validation?.Loss ?? double.NaN, context.Validation?.Accuracy ?? double.NaN,
            context.EpochSeconds.Value) { Metrics = context.Metrics.Copy() };
        context.Add(result);
        callbacks.EpochEnd();
        Report(result);
        return true;
    }

    private bool Interrupted => context.StopRequested || options.CancellationToken.IsCancellationRequested;

    private void RunStep(int batch)
    {
        (context.Batch, context.BatchSize) = (batch, reader.SizeOf(batch));
        callbacks.BatchBegin();
        reader.Read(batch);
        StepTargets targets = reader.Targets;
        float loss = session.Step(reader.Inputs, targets, finiteOnly: options.StopOnNaN);
        if (options.StopOnNaN && !float.IsFinite(loss))
            throw new TrainingDivergedException(session.Layout.ModelName, context.Epoch, batch, loss, session.LearningRate);
        metrics.AddCounted(loss, reader.Count, targets.AreLabels ? session.Runner.CountRight(targets.Labels) : 0);
        ShowFigures(loss);
        callbacks.BatchEnd();
        Report(completed: null);
    }

    private void ShowFigures(float loss)
    {
        context.SamplesDone += reader.Count;
        (context.BatchLoss, context.Loss) = (loss, metrics.Loss);
        context.Metrics.Set("loss", metrics.Loss);
        if (data.HasLabels)
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
        context.Epoch, options.Epochs, context.Batch, reader.BatchCount, metrics.Loss, metrics.Accuracy, context.EpochElapsed.TotalSeconds, completed));
}
