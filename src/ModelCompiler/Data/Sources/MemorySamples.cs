namespace ModelCompiler.Data;

/// <summary>Samples in memory, one after the other. A range of them shares their memory.</summary>
internal abstract class MemorySamples(IReadOnlyList<int> shape, Answers answers) : ISampleSource
{
    public int Count => answers.Count;

    public IReadOnlyList<int> Shape => shape;

    public int TargetSize => answers.TargetSize;

    public int Classes => answers.Classes;

    public Answers Answers => answers;

    public abstract void ReadInput(int sample, Span<float> input);

    public int ReadLabel(int sample) => answers.Labels.Span[sample];

    public void ReadTarget(int sample, Span<float> target) =>
        answers.Targets.Span.Slice(sample * answers.TargetSize, answers.TargetSize).CopyTo(target);

    /// <summary>Some samples that follow one another.</summary>
    public abstract MemorySamples Range(int start, int count);

    /// <summary>The same numbers read as samples of another shape of as many floats.</summary>
    public abstract MemorySamples WithShape(IReadOnlyList<int> newShape);

    /// <summary>The same samples with each number changed as it is read, after the changes that are made already.</summary>
    public abstract MemorySamples Then(ChannelAffine change);
}

/// <summary>Floats, changed as they are read if <paramref name="change"/> says so.</summary>
internal sealed class FloatSamples(ReadOnlyMemory<float> inputs, IReadOnlyList<int> shape, Answers answers, ChannelAffine? change = null)
    : MemorySamples(shape, answers)
{
    private readonly int size = SampleShape.Size(shape);

    /// <summary>All inputs as they lie in memory, if nothing is changed as they are read.</summary>
    public ReadOnlyMemory<float>? Stored => change is null ? inputs : (ReadOnlyMemory<float>?)null;

    public override void ReadInput(int sample, Span<float> input)
    {
        ReadOnlySpan<float> stored = inputs.Span.Slice(sample * size, size);
        if (change is null)
            stored.CopyTo(input);
        else
            change.Apply(stored, input);
    }

    public override MemorySamples Range(int start, int count) =>
        new FloatSamples(inputs.Slice(start * size, count * size), Shape, Answers.Range(start, count), change);

    public override MemorySamples WithShape(IReadOnlyList<int> newShape) => new FloatSamples(inputs, newShape, Answers, change);

    public override MemorySamples Then(ChannelAffine next) => new FloatSamples(inputs, Shape, Answers, ChannelAffine.Compose(change, next));
}

/// <summary>Bytes, a quarter of the memory of floats, which they become as they are read.</summary>
internal sealed class ByteSamples(ReadOnlyMemory<byte> inputs, IReadOnlyList<int> shape, Answers answers, ChannelAffine? change = null)
    : MemorySamples(shape, answers)
{
    private readonly int size = SampleShape.Size(shape);

    public override void ReadInput(int sample, Span<float> input) =>
        (change ?? ChannelAffine.Identity).Apply(inputs.Span.Slice(checked((int)((long)sample * size)), size), input);

    public override MemorySamples Range(int start, int count) =>
        new ByteSamples(inputs.Slice(start * size, count * size), Shape, Answers.Range(start, count), change);

    public override MemorySamples WithShape(IReadOnlyList<int> newShape) => new ByteSamples(inputs, newShape, Answers, change);

    public override MemorySamples Then(ChannelAffine next) => new ByteSamples(inputs, Shape, Answers, ChannelAffine.Compose(change, next));
}
