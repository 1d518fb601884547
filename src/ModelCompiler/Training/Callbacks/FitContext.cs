using System.Diagnostics;

namespace ModelCompiler.Training;

/// <summary>
/// A fit under way, as callbacks see it. One object serves all calls, so that a batch allocates nothing: keep figures, not the context, and
/// read it on the fit's thread only.
/// </summary>
public sealed class FitContext
{
    private readonly List<EpochResult> history = [];
    private long epochStart = Stopwatch.GetTimestamp();

    /// <summary>Time that a run which this one resumes spent in the epoch.</summary>
    private double secondsBefore;
    private readonly long fitStart = Stopwatch.GetTimestamp();

    internal FitContext(ITrainer trainer, FitOptions options, int batchCount, int sampleCount)
    {
        Trainer = trainer;
        Options = options;
        FullBatchSize = options.BatchSize;
        BatchCount = batchCount;
        SampleCount = sampleCount;
    }

    /// <summary>What trains.</summary>
    public ITrainer Trainer { get; }

    /// <summary>The options of this fit.</summary>
    public FitOptions Options { get; }

    /// <summary>The model layer by layer.</summary>
    public ModelSummary Summary => Trainer.Summary;

    /// <summary>How gradients change the weights.</summary>
    public Optimizer Optimizer => Trainer.Optimizer;

    /// <summary>The weights as they are now; on a device, a copy that is brought here each time.</summary>
    public ParameterSet Parameters => Trainer.Parameters;

    /// <summary>The gradients of the last step; on a device, a copy that is brought here when asked for.</summary>
    public GradientSet Gradients => Trainer.Gradients;

    /// <summary>The learning rate of the next step. Setting it changes the optimizer's, by hand while it runs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double LearningRate
    {
        get => Optimizer.LearningRate;
        set => Optimizer.LearningRate = value;
    }

    /// <summary>The epoch under way, from 1; 0 before the first.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Epochs of this fit, <see cref="FitOptions.Epochs"/>.</summary>
    public int EpochCount => Options.Epochs;

    /// <summary>The batch under way or just done within its epoch, from 1; 0 before the first.</summary>
    public int Batch { get; internal set; }

    /// <summary>Batches of an epoch; 0 while it is not known, as with a stream in its first epoch.</summary>
    public int BatchCount { get; internal set; }

    /// <summary>
    /// Samples of the batch under way or just done; an epoch's last may have fewer than <see cref="FitOptions.BatchSize"/>.
    /// </summary>
    public int BatchSize { get; internal set; }

    /// <summary>
    /// Samples of a full batch: <see cref="FitOptions.BatchSize"/> at first. Setting it, by hand while it runs, holds from the next batch
    /// on; <see cref="BatchCount"/> follows then.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int FullBatchSize
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(FullBatchSize),
            value, $"FitContext.FullBatchSize is at least 1; got {value}.");
    }

    /// <summary>Steps that the trainer has taken, over all fits and resumed runs.</summary>
    public long Step => Trainer.StepCount;

    /// <summary>Samples of an epoch; 0 while it is not known.</summary>
    public int SampleCount { get; internal set; }

    /// <summary>Samples of this epoch that were trained on so far.</summary>
    public long SamplesDone { get; internal set; }

    /// <summary>The last step's loss, penalties included; NaN before the first.</summary>
    public double BatchLoss { get; internal set; } = double.NaN;

    /// <summary>Mean loss of the epoch so far.</summary>
    public double Loss { get; internal set; } = double.NaN;

    /// <summary>Training figures of the epoch so far and, at an epoch's end, those of the validation set: <c>loss</c>, <c>accuracy</c>,
    /// <c>val_loss</c>, <c>val_accuracy</c> and so on.</summary>
    public MetricValues Metrics { get; } = new();

    /// <summary>
    /// The validation set's figures in full, at an epoch's end; null before the first and without <see cref="FitOptions.Validation"/>.
    /// </summary>
    public Metrics? Validation { get; internal set; }

    /// <summary>Epochs that are complete, those of a run that was resumed from included.</summary>
    public IReadOnlyList<EpochResult> History => history;

    /// <summary>Time since the fit began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(fitStart);

    /// <summary>Time since the epoch began, without its validation once that has begun.</summary>
    public TimeSpan EpochElapsed => TimeSpan.FromSeconds(EpochSeconds ?? secondsBefore + Stopwatch.GetElapsedTime(epochStart).TotalSeconds);

    /// <summary>Training samples a second in this epoch so far.</summary>
    public double SamplesPerSecond => SamplesDone / Math.Max(EpochElapsed.TotalSeconds, 1e-9);

    /// <summary>Seconds that each rank of a <see cref="Communicator"/> computed in this epoch's steps, without waiting for the others;
    /// empty for a process by itself. One that is far above the rest holds all of them up.</summary>
    public IReadOnlyList<double> RankSeconds => Trainer.Session.Ranks?.RankTotals ?? [];

    /// <summary>Whether somebody asked for an end.</summary>
    public bool StopRequested { get; private set; }

    /// <summary>Why, if it was said.</summary>
    public string? StopReason { get; private set; }

    /// <summary>What ended the fit, in <see cref="ICallback.FitEnd"/>; null if it ended well.</summary>
    public Exception? Exception { get; internal set; }

    /// <summary>Training time of the epoch, once its steps are done.</summary>
    internal double? EpochSeconds { get; set; }

    /// <summary>Ends the fit after the call under way: between two steps if a batch's callback asks, after the epoch if an epoch's does.
    /// Model and history stay usable.</summary>
    /// <param name="reason">For <see cref="History.StopReason"/>, in words.</param>
    public void Stop(string? reason = null)
    {
        StopReason ??= reason;
        StopRequested = true;
    }

    /// <summary>Starts the clock and the figures of an epoch anew.</summary>
    internal void StartEpoch(int epoch)
    {
        (epochStart, secondsBefore) = (Stopwatch.GetTimestamp(), 0);
        (Epoch, Batch, BatchSize, SamplesDone, EpochSeconds) = (epoch, 0, 0, 0, null);
        (BatchLoss, Loss, Validation) = (double.NaN, double.NaN, null);
        Metrics.Clear();
    }

    /// <summary>Goes to where a checkpoint was made.</summary>
    internal void Resume(int epoch, int batch, long samplesDone, double seconds) =>
        (Epoch, Batch, SamplesDone, secondsBefore) = (epoch, batch, samplesDone, seconds);

    /// <summary>Starts the clock of an epoch that another process began.</summary>
    internal void ContinueEpoch() => (epochStart, EpochSeconds) = (Stopwatch.GetTimestamp(), null);

    internal void Add(EpochResult result) => history.Add(result);
}
