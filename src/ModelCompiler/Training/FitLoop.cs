using System.Runtime.ExceptionServices;
using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>
/// One fit: epochs over shuffled samples in batches, with figures, callbacks, and an eye on the cancellation token between steps.
/// </summary>
internal sealed class FitLoop
{
    private readonly TrainingSession session;
    private readonly FitOptions options;
    private readonly FitMetrics metrics;
    private readonly TargetPlan targets;
    private readonly Dataset data;
    private readonly FitContext context;
    private readonly CallbackList callbacks;
    private readonly RankAgreement? agreement;
    private BatchReader reader;
    private int batchSize;

    /// <summary>Whether the epoch under way was begun by another process and is gone on with.</summary>
    private bool isInsideEpoch;

    public FitLoop(ITrainer trainer, TrainingSession session, Dataset data, FitOptions options)
    {
        (this.session, this.data, this.options, batchSize) = (session, data, options, options.BatchSize);
        targets = new TargetPlan(session.Task, session.Layout, options);
        reader = NewReader();
        metrics = new FitMetrics(session, options, reader.HasLabels, targets);
        context = new FitContext(trainer, options, reader.BatchCount ?? 0, data.Count);
        callbacks = new CallbackList(options.Callbacks, context, session.Ranks);
        agreement = session.Ranks is { } ranks ? new RankAgreement(ranks, context, options.CancellationToken) : null;
    }

    public FitContext Context => context;

    public FitOptions Options => options;

    public CallbackList Callbacks => callbacks;

    /// <summary>The epoch's sums.</summary>
    public MetricsAccumulator Sums => metrics.Sums;

    public History Run()
    {
        bool complete = false;
        try
        {
            if (RankCheckpoint.Read(session.Ranks?.Ranks ?? Communicator.Alone, () => FitState.FindResumed(options)) is { } resumed)
                isInsideEpoch = FitState.Load(resumed, session, this);
            callbacks.FitBegin();
            agreement?.Agree();
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
        agreement?.Agree();
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
        int batch = BeginEpoch(epoch);
        callbacks.EpochBegin();
        agreement?.Agree();
        while (!Interrupted && reader.Next())
        {
            if (!RunStep(++batch))
                return false;
            if (batchSize != context.FullBatchSize)
                Read();
        }

        if (Interrupted)
            return false;

        // A stream's length is known once it has been read.
        (context.BatchCount, context.SampleCount) = (batch, (int)context.SamplesDone);
        context.EpochSeconds = context.EpochElapsed.TotalSeconds;
        double rate = session.LearningRate;
        metrics.ShowAtEnd(context);
        if (options.Validation is { } set && (Interrupted || !Validate(set)))
            return false;
        var result = EpochResult.From(epoch, context.Metrics.Copy(), context.EpochSeconds.Value, rate);
        context.Add(result);
        session.EpochEnd(context.Metrics);
        callbacks.EpochEnd();
        agreement?.Agree();
        Report(result);
        return true;
    }

    /// <summary>Goes to the epoch's first batch, or to the one after that which a checkpoint was made at.</summary>
    /// <returns>Batches that are done.</returns>
    private int BeginEpoch(int epoch)
    {
        int done = isInsideEpoch ? context.Batch : 0;
        if (isInsideEpoch)
        {
            context.ContinueEpoch();
        }
        else
        {
            metrics.Reset();
            session.EpochCount++;
            context.StartEpoch(epoch);
            Array.Clear(session.Ranks?.RankTotals ?? []);
        }

        isInsideEpoch = false;
        Read();
        return done;
    }

    /// <summary>
    /// Begins to read the epoch, or the rest of it: in a fit that is resumed, or after the size of batches was changed by hand.
    /// </summary>
    private void Read()
    {
        if (batchSize != context.FullBatchSize)
        {
            batchSize = context.FullBatchSize;
            reader.Dispose();
            reader = NewReader();
        }

        reader.BeginAt(options.ShuffleSeed ?? session.Seed, session.EpochCount - 1, options.Shuffle, context.SamplesDone);
        if (reader.BatchCount is not null)
            context.BatchCount = context.Batch + (int)((data.Count - context.SamplesDone + batchSize - 1) / batchSize);
    }

    private BatchReader NewReader() => data.Batches(new BatchPlan(batchSize, Training: true, session.Layout.OutputSize));

    private bool Interrupted => context.StopRequested || (agreement?.Cancelled ?? options.CancellationToken.IsCancellationRequested);

    /// <summary>One step; false if a callback stopped the fit before it.</summary>
    private bool RunStep(int batch)
    {
        (context.Batch, context.BatchSize) = (batch, reader.Count);
        callbacks.BatchBegin();
        agreement?.BeforeStep();
        if (Interrupted)
            return false;
        StepTargets given = reader.HasLabels ? new StepTargets(reader.Labels) : new StepTargets(reader.Targets);
        StepTargets made = targets.Make(given, reader.Count, reader.Samples);
        float loss = session.Step(reader.Inputs, made, finiteOnly: options.StopOnNaN);
        if (options.StopOnNaN && session.Runner.SkippedUpdate)
            throw Divergence.Describe(session, context, reader, made, loss);
        metrics.Add(loss, reader.Count, given);
        context.SamplesDone += reader.Count;
        context.BatchLoss = loss;
        metrics.Show(context);
        callbacks.BatchEnd();
        agreement?.AfterStep();
        Report(completed: null);
        return true;
    }

    private bool Validate(Dataset set)
    {
        context.Validation = session.Evaluate(set, options.BatchSize, options);
        if (context.Validation is not { } figures)
            return false;
        metrics.ShowValidation(context, figures);
        return true;
    }

    private void Report(EpochResult? completed)
    {
        if (session.Ranks is null or { Ranks.Rank: 0 })
        {
            options.Progress?.Report(new FitProgress(
                context.Epoch, options.Epochs, context.Batch, context.BatchCount, Sums.Loss, Sums.Accuracy,
                    context.EpochElapsed.TotalSeconds, completed));
        }
    }
}
