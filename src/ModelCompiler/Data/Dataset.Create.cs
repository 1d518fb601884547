namespace ModelCompiler.Data;

public sealed partial class Dataset
{
    /// <summary>Samples with class labels out of arrays, which are not copied.</summary>
    /// <param name="inputs">All samples' inputs, row-major, channels last.</param>
    /// <param name="labels">One class per sample, from 0.</param>
    /// <param name="shape">Extents of one sample. Default: a vector of as many floats as there are for each label.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together, or a negative label.</exception>
    public static Dataset FromArrays(ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels, params IReadOnlyList<int> shape) =>
        new(FloatsOf(inputs, new Answers(labels), shape));

    /// <summary>Samples with dense targets out of arrays, which are not copied.</summary>
    /// <param name="inputs">All samples' inputs, row-major, channels last.</param>
    /// <param name="targets">All samples' targets.</param>
    /// <param name="targetSize">Floats of one target.</param>
    /// <param name="shape">Extents of one sample. Default: a vector of as many floats as there are for each target.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together.</exception>
    public static Dataset FromArrays(ReadOnlyMemory<float> inputs, ReadOnlyMemory<float> targets, int targetSize,
        params IReadOnlyList<int> shape) =>
        new(FloatsOf(inputs, new Answers(targets, targetSize), shape));

    /// <summary>Samples with class labels, each in an array of its own. They are copied.</summary>
    /// <exception cref="ArgumentException">Samples of different lengths, or not as many labels.</exception>
    public static Dataset FromArrays(IReadOnlyList<float[]> inputs, ReadOnlyMemory<int> labels) =>
        FromArrays(Flat(inputs, nameof(inputs)), labels, inputs.Count == 0 ? [] : [inputs[0].Length]);

    /// <summary>Samples with dense targets, each in an array of its own. They are copied.</summary>
    /// <exception cref="ArgumentException">Samples or targets of different lengths, or not as many of both.</exception>
    public static Dataset FromArrays(IReadOnlyList<float[]> inputs, IReadOnlyList<float[]> targets)
    {
        float[] flat = Flat(inputs, nameof(inputs));
        return targets is [{ Length: > 0 } first, ..]
            ? FromArrays(flat, Flat(targets, nameof(targets)), first.Length, [inputs.Count == 0 ? 1 : inputs[0].Length])
            : throw new ArgumentException("At least one target of at least one float is expected.", nameof(targets));
    }

    /// <summary>Samples with class labels out of bytes, a quarter of the memory of floats, which they become as batches are read: their
    /// numbers keep the bytes' values, 0 to 255, until <see cref="Scale"/> changes them.</summary>
    /// <param name="inputs">All samples' inputs, row-major, channels last; not copied.</param>
    /// <param name="labels">One class per sample, from 0.</param>
    /// <param name="shape">Extents of one sample. Default: a vector of as many bytes as there are for each label.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together, or a negative label.</exception>
    public static Dataset FromBytes(ReadOnlyMemory<byte> inputs, ReadOnlyMemory<int> labels, params IReadOnlyList<int> shape) =>
        FromBytes(inputs, new Answers(labels), shape);

    /// <summary>Samples with dense targets out of bytes.</summary>
    /// <param name="inputs">All samples' inputs, row-major, channels last; not copied.</param>
    /// <param name="targets">All samples' targets.</param>
    /// <param name="targetSize">Floats of one target.</param>
    /// <param name="shape">Extents of one sample. Default: a vector of as many bytes as there are for each target.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together.</exception>
    public static Dataset FromBytes(ReadOnlyMemory<byte> inputs, ReadOnlyMemory<float> targets, int targetSize,
        params IReadOnlyList<int> shape) =>
        FromBytes(inputs, new Answers(targets, targetSize), shape);

    /// <summary>Samples of any source that can be asked for a sample by number. Labels are read once before training, inputs as batches
    /// need them.</summary>
    public static Dataset FromSource(ISampleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        SampleShape.Checked(source.Shape, nameof(source));
        return new Dataset(source);
    }

    internal static Dataset FromBytes(ReadOnlyMemory<byte> inputs, Answers answers, IReadOnlyList<int> shape)
    {
        int[] extents = ShapeOf(inputs.Length, answers.Count, shape);
        CheckLength(inputs.Length, answers.Count, SampleShape.Size(extents), nameof(inputs), "bytes");
        return new Dataset(new ByteSamples(inputs, extents, answers));
    }

    internal static Dataset FromFloats(ReadOnlyMemory<float> inputs, Answers answers, IReadOnlyList<int> shape) =>
        new(FloatsOf(inputs, answers, shape));

    private static FloatSamples FloatsOf(ReadOnlyMemory<float> inputs, Answers answers, IReadOnlyList<int> shape)
    {
        int[] extents = ShapeOf(inputs.Length, answers.Count, shape);
        return new FloatSamples(Fits(inputs, answers.Count, SampleShape.Size(extents)), extents, answers);
    }

    private static int[] ShapeOf(int length, int count, IReadOnlyList<int> shape)
    {
        if (shape is { Count: > 0 })
            return SampleShape.Checked(shape, nameof(shape));
        if (count == 0 || length == 0)
            throw new ArgumentException("A set without samples has a shape only if one is given, for example [28, 28, 1].", nameof(shape));
        return [length / count];
    }

    private static float[] Flat(IReadOnlyList<float[]> samples, string name)
    {
        ArgumentNullException.ThrowIfNull(samples, name);
        int size = samples.Count == 0 ? 0 : samples[0].Length;
        var flat = new float[checked(samples.Count * size)];
        for (int i = 0; i < samples.Count; i++)
        {
            if (samples[i].Length != size)
                throw new ArgumentException($"Sample {i} has {samples[i].Length} floats, but sample 0 has {size}.", name);
            samples[i].CopyTo(flat, i * size);
        }

        return flat;
    }
}
