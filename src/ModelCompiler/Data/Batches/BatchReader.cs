namespace ModelCompiler.Data;

/// <summary>
/// Goes through a data set batch by batch: <see cref="Begin"/> an epoch, then <see cref="Next"/> until it is false. What is drawn, the
/// order as well as each sample's augmentation, follows from seed, epoch and sample number alone, so that an epoch can be begun again at
/// any batch. After the first epoch nothing is allocated. Used by one thread at a time.
/// </summary>
public sealed class BatchReader : IDisposable
{
    private readonly BatchFiller filler;
    private readonly ReadAhead? ahead;
    private readonly BatchBuffer? own;
    private BatchBuffer? current;

    internal BatchReader(BatchFiller filler, int batchesAhead)
    {
        this.filler = filler;
        if (batchesAhead > 0)
            ahead = new ReadAhead(filler, batchesAhead);
        else
            own = filler.NewBuffer();
    }

    /// <summary>Batches of an epoch; null for a stream whose length is not known.</summary>
    public int? BatchCount => filler.BatchCount;

    /// <summary>Floats of one sample's input.</summary>
    public int InputSize => filler.InputSize;

    /// <summary>Floats of one sample's dense target; 0 with labels.</summary>
    public int TargetSize => filler.TargetSize;

    /// <summary>Whether samples have class labels. Mixup makes dense targets of them.</summary>
    public bool HasLabels => TargetSize == 0;

    /// <summary>Samples of the batch.</summary>
    public int Count => current?.Count ?? 0;

    /// <summary>The batch's inputs, valid until the next one is asked for.</summary>
    public ReadOnlySpan<float> Inputs => current is null ? [] : current.Inputs;

    /// <summary>The batch's labels; empty with dense targets.</summary>
    public ReadOnlySpan<int> Labels => current is null || !HasLabels ? [] : current.Labels;

    /// <summary>The batch's dense targets; empty with labels.</summary>
    public ReadOnlySpan<float> Targets => current is null ? [] : current.Targets;

    /// <summary>The number that each of the batch's samples has in its set.</summary>
    public ReadOnlySpan<long> Samples => current is null ? [] : current.Samples;

    /// <summary>Begins an epoch.</summary>
    /// <param name="seed">What order and augmentation are drawn from.</param>
    /// <param name="round">The epoch's number, from 0: each one is drawn otherwise.</param>
    /// <param name="shuffle">Whether samples are mixed: all of them, or within the set's window if it has one.</param>
    /// <param name="firstBatch">The batch to begin with, from 1, to go on where a run was ended.</param>
    public void Begin(int seed = 0, int round = 0, bool shuffle = false, int firstBatch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstBatch, 1);
        BeginAt(seed, round, shuffle, (firstBatch - 1L) * filler.BatchSize);
    }

    /// <summary>Begins an epoch at any sample: batches before it may have had another size.</summary>
    internal void BeginAt(int seed, int round, bool shuffle, long firstSample)
    {
        if (ahead is not null)
            ahead.Begin(seed, round, shuffle, firstSample);
        else
            filler.Start(seed, round, shuffle, firstSample);
    }

    /// <summary>Reads the next batch.</summary>
    /// <returns>False where the epoch is over.</returns>
    /// <exception cref="DatasetException">A sample that is not what it should be.</exception>
    /// <exception cref="DataFormatException">A file that is not what it should be.</exception>
    public bool Next()
    {
        if (ahead is not null)
            current = ahead.Next();
        else
            current = filler.Fill(own!) ? own : null;
        return current is not null;
    }

    /// <summary>Ends reading ahead and closes the stream.</summary>
    public void Dispose()
    {
        current = null;
        if (ahead is not null)
            ahead.Dispose();
        else
            filler.Dispose();
    }
}
