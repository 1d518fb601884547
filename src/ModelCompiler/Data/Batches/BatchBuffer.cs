namespace ModelCompiler.Data;

/// <summary>Room for one batch, used again and again.</summary>
internal sealed class BatchBuffer
{
    private readonly int inputSize;
    private readonly int targetSize;
    private readonly float[] inputs;
    private readonly float[] targets;
    private readonly int[] labels;
    private readonly long[] samples;

    public BatchBuffer(int batchSize, int inputSize, int targetSize)
    {
        (this.inputSize, this.targetSize) = (inputSize, targetSize);
        inputs = new float[checked(batchSize * inputSize)];
        targets = new float[checked(batchSize * targetSize)];
        labels = new int[batchSize];
        samples = new long[batchSize];
    }

    /// <summary>Samples that are in it.</summary>
    public int Count { get; set; }

    public Span<float> Inputs => inputs.AsSpan(0, Count * inputSize);

    public Span<float> Targets => targets.AsSpan(0, Count * targetSize);

    /// <summary>Labels, where samples have any.</summary>
    public Span<int> Labels => labels.AsSpan(0, Count);

    /// <summary>The number of each sample in its set.</summary>
    public Span<long> Samples => samples.AsSpan(0, Count);

    public Span<float> Input(int index) => inputs.AsSpan(index * inputSize, inputSize);

    public Span<float> Target(int index) => targets.AsSpan(index * targetSize, targetSize);
}
