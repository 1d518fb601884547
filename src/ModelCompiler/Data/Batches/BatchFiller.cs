namespace ModelCompiler.Data;

/// <summary>Fills buffers with one batch after another. Used by one thread at a time.</summary>
internal abstract class BatchFiller : IDisposable
{
    private readonly BatchPlan plan;
    private readonly SamplePipeline pipeline;
    private readonly Mixup? mixup;
    private readonly int sourceTargetSize;

    protected BatchFiller(BatchPlan plan, Dataset data)
    {
        this.plan = plan;
        pipeline = new SamplePipeline(data.Stages, SampleShape.Size(data.SourceShape));
        InputSize = data.InputSize;
        sourceTargetSize = data.TargetSize;
        mixup = plan.Training && data.MixupAlpha > 0 ? new Mixup(data.MixupAlpha) : null;
        int outputs = plan.Outputs > 0 ? plan.Outputs : data.Classes;
        TargetSize = mixup is not null && data.HasLabels ? MixedTargetSize(outputs) : data.TargetSize;
    }

    /// <summary>Floats of one sample's input as it leaves.</summary>
    public int InputSize { get; }

    /// <summary>Floats of one sample's dense target as it leaves; 0 with labels.</summary>
    public int TargetSize { get; }

    /// <summary>Batches of an epoch, if that is known.</summary>
    public abstract int? BatchCount { get; }

    public int BatchSize => plan.BatchSize;

    /// <summary>Room for one batch.</summary>
    public BatchBuffer NewBuffer() => new(LargestBatch, InputSize, TargetSize);

    /// <summary>Goes to a sample of an epoch.</summary>
    /// <param name="seed">What order and augmentation are drawn from.</param>
    /// <param name="round">Epochs begun before: each one is drawn otherwise.</param>
    /// <param name="shuffle">Whether samples are mixed.</param>
    /// <param name="firstSample">Samples of the epoch that are passed over.</param>
    public void Start(int seed, int round, bool shuffle, long firstSample)
    {
        Key = new SampleKey(plan.Training, seed, round, 0);
        StartEpoch(shuffle, firstSample);
    }

    /// <summary>Fills a buffer with the next batch.</summary>
    /// <returns>False where the epoch is over.</returns>
    public bool Fill(BatchBuffer buffer)
    {
        buffer.Count = 0;
        FillSamples(buffer);
        if (buffer.Count > 0)
            mixup?.Mix(buffer, Key);
        return buffer.Count > 0;
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Seed and round of the epoch under way.</summary>
    protected SampleKey Key { get; private set; }

    /// <summary>The most samples that a batch can have.</summary>
    protected abstract int LargestBatch { get; }

    protected abstract void StartEpoch(bool shuffle, long firstSample);

    protected abstract void FillSamples(BatchBuffer buffer);

    /// <summary>Where the input of the buffer's sample <paramref name="index"/> is to be read to.</summary>
    protected Span<float> Entry(BatchBuffer buffer, int index) => pipeline.Entry(buffer.Input(index));

    /// <summary>Where its dense target is to be read to; empty with labels.</summary>
    protected Span<float> TargetEntry(BatchBuffer buffer, int index) => sourceTargetSize == 0 ? [] : buffer.Target(index);

    /// <summary>Takes what was read through the stages.</summary>
    protected void Finish(BatchBuffer buffer, int index, long sample, int label)
    {
        pipeline.Run(buffer.Input(index), Key with { Sample = sample });
        buffer.Count = index + 1;
        buffer.Samples[index] = sample;
        buffer.Labels[index] = label;
        if (sourceTargetSize == 0 && TargetSize > 0)
            Mixup.WriteTarget(label, sample, buffer.Target(index));
    }

    private static int MixedTargetSize(int outputs) => outputs > 0
        ? outputs
        : throw new DatasetException("Mixup needs the number of classes. Call OneHot(classes) on the set first.");
}
