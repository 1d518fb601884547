namespace ModelCompiler.Data;

/// <summary>Samples that wait to be drawn, and room for one more that is passed over.</summary>
internal sealed class SampleWindow(int size, int inputSize, int targetSize)
{
    private readonly float[] inputs = new float[checked((size + 1) * inputSize)];
    private readonly float[] targets = new float[checked((size + 1) * targetSize)];
    private readonly int[] labels = new int[size];
    private readonly long[] samples = new long[size];

    public int Count { get; private set; }

    public Span<float> SpareInput => Input(size);

    public Span<float> SpareTarget => Target(size);

    public Span<float> Input(int slot) => inputs.AsSpan(slot * inputSize, inputSize);

    public Span<float> Target(int slot) => targets.AsSpan(slot * targetSize, targetSize);

    public void Clear() => Count = 0;

    /// <summary>Takes in the sample that was read to slot <see cref="Count"/>.</summary>
    public void Add(int label, long sample) => Replace(Count++, label, sample);

    /// <summary>Says what was read to a slot.</summary>
    public void Replace(int slot, int label, long sample) => (labels[slot], samples[slot]) = (label, sample);

    /// <summary>Fills a slot with the last one's sample.</summary>
    public void Remove(int slot)
    {
        Count--;
        if (slot == Count)
            return;
        Input(Count).CopyTo(Input(slot));
        Target(Count).CopyTo(Target(slot));
        Replace(slot, labels[Count], samples[Count]);
    }

    public void CopyTo(int slot, Span<float> input, Span<float> target, out int label, out long sample)
    {
        Input(slot).CopyTo(input);
        Target(slot).CopyTo(target);
        (label, sample) = (labels[slot], samples[slot]);
    }
}
