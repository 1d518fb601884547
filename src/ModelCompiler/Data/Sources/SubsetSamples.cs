namespace ModelCompiler.Data;

/// <summary>Some of another source's samples, in an order of their own. Nothing is copied but the numbers of the samples.</summary>
internal sealed class SubsetSamples(ISampleSource whole, int[] samples) : ISampleSource
{
    public int Count => samples.Length;

    public IReadOnlyList<int> Shape => whole.Shape;

    public int TargetSize => whole.TargetSize;

    public int Classes => whole.Classes;

    public void ReadInput(int sample, Span<float> input) => whole.ReadInput(samples[sample], input);

    public int ReadLabel(int sample) => whole.ReadLabel(samples[sample]);

    public void ReadTarget(int sample, Span<float> target) => whole.ReadTarget(samples[sample], target);

    /// <summary>Some samples of a source; of a subset, those of its whole.</summary>
    public static SubsetSamples Of(ISampleSource source, int[] samples) => source is SubsetSamples inner
        ? inner.Subset(samples)
        : new SubsetSamples(source, samples);

    /// <summary>The same samples of a whole that was changed.</summary>
    public SubsetSamples OfMemory(Func<MemorySamples, MemorySamples> change) => new(change((MemorySamples)whole), samples);

    /// <summary>Whether the whole lies in memory.</summary>
    public bool IsInMemory => whole is MemorySamples;

    private SubsetSamples Subset(int[] some) => new(whole, Array.ConvertAll(some, sample => samples[sample]));
}
