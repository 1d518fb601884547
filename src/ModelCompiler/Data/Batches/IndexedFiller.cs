namespace ModelCompiler.Data;

/// <summary>Batches of samples that can be asked for by number, in an order drawn for each epoch.</summary>
internal sealed class IndexedFiller : BatchFiller
{
    private readonly ISampleSource source;
    private readonly int[] order;
    private readonly int window;
    private int next;

    public IndexedFiller(BatchPlan plan, Dataset data, ISampleSource source) : base(plan, data)
    {
        (this.source, window) = (source, data.Window);
        order = new int[source.Count];
    }

    public override int? BatchCount => (order.Length + BatchSize - 1) / BatchSize;

    protected override int LargestBatch => Math.Min(BatchSize, order.Length);

    protected override void StartEpoch(bool shuffle, long firstSample)
    {
        if (shuffle && window > 0)
            Shuffling.FillWindowed(order, window, Key.Seed, Key.Round);
        else if (shuffle)
            Shuffling.Fill(order, Key.Seed, Key.Round);
        else
            Shuffling.FillInOrder(order);
        next = (int)Math.Min(order.Length, firstSample);
    }

    protected override void FillSamples(BatchBuffer buffer)
    {
        int count = Math.Min(BatchSize, order.Length - next);
        for (int i = 0; i < count; i++)
        {
            int sample = order[next++];
            source.ReadInput(sample, Entry(buffer, i));
            Span<float> target = TargetEntry(buffer, i);
            int label = target.IsEmpty ? source.ReadLabel(sample) : 0;
            if (!target.IsEmpty)
                source.ReadTarget(sample, target);
            Finish(buffer, i, sample, label);
        }
    }
}
