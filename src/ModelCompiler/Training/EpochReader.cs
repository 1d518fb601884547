using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>An epoch's samples in their order, batch by batch, in buffers that serve all batches.</summary>
internal sealed class EpochReader
{
    private readonly Dataset data;
    private readonly int batchSize;
    private readonly int[] order;
    private readonly float[] inputs;
    private readonly int[] labels;
    private readonly float[] targets;

    public EpochReader(Dataset data, int batchSize)
    {
        (this.data, this.batchSize) = (data, batchSize);
        int batch = Math.Min(batchSize, data.Count);
        order = new int[data.Count];
        inputs = new float[checked(batch * data.InputSize)];
        labels = data.HasLabels ? new int[batch] : [];
        targets = new float[checked(batch * data.TargetSize)];
        BatchCount = (data.Count + batchSize - 1) / batchSize;
    }

    /// <summary>Batches of an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>Samples of the batch that was read.</summary>
    public int Count { get; private set; }

    /// <summary>The batch's inputs.</summary>
    public ReadOnlySpan<float> Inputs => inputs.AsSpan(0, Count * data.InputSize);

    /// <summary>The batch's labels or targets.</summary>
    public StepTargets Targets => data.HasLabels
        ? new StepTargets(labels.AsSpan(0, Count))
        : new StepTargets(targets.AsSpan(0, Count * data.TargetSize));

    /// <summary>Draws an epoch's order.</summary>
    /// <param name="shuffleSeed">What it is drawn from; null for the data's own order.</param>
    /// <param name="round">Epochs begun before: each one has another order.</param>
    public void Start(int? shuffleSeed, int round)
    {
        if (shuffleSeed is { } seed)
            Shuffling.Fill(order, seed, round);
        else
            Shuffling.FillInOrder(order);
    }

    /// <summary>Says how many samples a batch has without reading it.</summary>
    /// <param name="batch">Its number, from 1.</param>
    public int SizeOf(int batch) => Math.Min(batchSize, data.Count - (batch - 1) * batchSize);

    /// <summary>Reads a batch.</summary>
    /// <param name="batch">Its number, from 1.</param>
    public void Read(int batch)
    {
        Count = SizeOf(batch);
        data.CopyTo(order.AsSpan((batch - 1) * batchSize, Count), inputs, labels, targets);
    }
}
