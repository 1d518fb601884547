namespace ModelCompiler.Data;

public sealed partial class Dataset
{
    /// <summary>Reads the set batch by batch, for loops of one's own. <see cref="Training.Trainer{T}.Fit"/> does so by itself.</summary>
    /// <param name="batchSize">Samples of a batch; the last of an epoch may have fewer.</param>
    /// <param name="training">Whether samples are augmented.</param>
    /// <exception cref="DatasetException">Mixup on labels whose number of classes is not known.</exception>
    public BatchReader Batches(int batchSize, bool training = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return Batches(new BatchPlan(batchSize, training));
    }

    internal BatchReader Batches(BatchPlan plan)
    {
        BatchFiller filler = IsStream ? new StreamFiller(plan, this, Stream) : new IndexedFiller(plan, this, Source);
        return new BatchReader(filler, BatchesAhead);
    }

    /// <summary>The source of a set whose samples are asked for by number.</summary>
    private ISampleSource Indexed(string what) => Source ?? throw new DatasetException(
        $"{what} needs samples that can be asked for by number, but this set is a stream. Read the part that is needed into arrays, "
            + "or keep streams of their own.");

    private ReadOnlyMemory<float> ReadAllInputs()
    {
        ISampleSource source = Indexed("Inputs");
        if (Stages.Count == 0 && source is FloatSamples { Stored: { } stored })
            return stored;
        var all = new float[Total(InputSize)];
        var pipeline = new SamplePipeline(Stages, SampleShape.Size(SourceShape));
        for (int i = 0; i < Count; i++)
        {
            Span<float> input = all.AsSpan(i * InputSize, InputSize);
            source.ReadInput(i, pipeline.Entry(input));
            pipeline.Run(input, new SampleKey(Training: false, 0, 0, i));
        }

        return all;
    }

    private ReadOnlyMemory<int> ReadAllLabels()
    {
        ISampleSource source = Indexed("Labels");
        if (source is MemorySamples memory)
            return memory.Answers.Labels;
        var all = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            all[i] = source.ReadLabel(i);
            if (all[i] < 0 || (KnownClasses > 0 && all[i] >= KnownClasses))
                throw new DatasetException(i, $"has label {all[i]}; labels are classes counted from 0"
                    + (KnownClasses > 0 ? $" to {KnownClasses - 1}." : "."));
        }

        return all;
    }

    private ReadOnlyMemory<float> ReadAllTargets()
    {
        ISampleSource source = Indexed("Targets");
        if (source is MemorySamples memory)
            return memory.Answers.Targets;
        var all = new float[Total(TargetSize)];
        for (int i = 0; i < Count; i++)
            source.ReadTarget(i, all.AsSpan(i * TargetSize, TargetSize));
        return all;
    }

    private int Total(int size) => (long)Count * size <= Array.MaxLength
        ? Count * size
        : throw new DatasetException($"{Count} samples of {size} floats are more than one array can hold. Use Batches to go through them.");
}
