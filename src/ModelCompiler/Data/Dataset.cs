using System.Diagnostics.CodeAnalysis;

namespace ModelCompiler.Data;

/// <summary>
/// Samples with either class labels or dense targets: in memory as floats or bytes, from any source that can be asked for a sample by
/// number, or as a stream larger than memory. Samples are row-major, channels last. A data set never changes: each method returns another
/// one, which shares the numbers where it can.
/// </summary>
public sealed partial class Dataset
{
    private readonly Lazy<ReadOnlyMemory<float>> inputs;
    private readonly Lazy<ReadOnlyMemory<int>> labels;
    private readonly Lazy<ReadOnlyMemory<float>> targets;

    /// <summary>Samples with class labels.</summary>
    /// <param name="inputs">All samples' inputs.</param>
    /// <param name="labels">One class per sample, from 0.</param>
    /// <param name="inputSize">Floats of one sample.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together, or a negative label.</exception>
    public Dataset(ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels, int inputSize)
        : this(new FloatSamples(Fits(inputs, labels.Length, inputSize), [inputSize], new Answers(labels)))
    {
    }

    /// <summary>Samples with dense targets.</summary>
    /// <param name="inputs">All samples' inputs.</param>
    /// <param name="targets">All samples' targets.</param>
    /// <param name="inputSize">Floats of one sample's input.</param>
    /// <param name="targetSize">Floats of one sample's target.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together.</exception>
    public Dataset(ReadOnlyMemory<float> inputs, ReadOnlyMemory<float> targets, int inputSize, int targetSize)
        : this(FloatsWith(inputs, new Answers(targets, targetSize), inputSize))
    {
    }

    private Dataset(ISampleSource source) : this(source, stream: null, source.Shape, source.TargetSize)
    {
        Count = source.Count;
        KnownClasses = source.Classes;
    }

    private Dataset(ISampleStream stream) : this(source: null, stream, stream.Shape, stream.TargetSize)
    {
        Count = stream.Count ?? 0;
        KnownClasses = stream.Classes;
    }

    private Dataset(ISampleSource? source, ISampleStream? stream, IReadOnlyList<int> shape, int targetSize)
    {
        (Source, Stream, SourceShape, Shape, TargetSize) = (source, stream, shape, shape, targetSize);
        inputs = new Lazy<ReadOnlyMemory<float>>(ReadAllInputs);
        labels = new Lazy<ReadOnlyMemory<int>>(ReadAllLabels);
        targets = new Lazy<ReadOnlyMemory<float>>(ReadAllTargets);
    }

    /// <summary>Number of samples; 0 for a stream whose length is not known.</summary>
    public int Count { get; private init; }

    /// <summary>Whether samples come one after the other and cannot be asked for by number.</summary>
    [MemberNotNullWhen(true, nameof(Stream))]
    [MemberNotNullWhen(false, nameof(Source))]
    public bool IsStream => Stream is not null;

    /// <summary>Extents of one sample's input: <c>[n]</c>, <c>[length, channels]</c> or <c>[height, width, channels]</c>.</summary>
    public IReadOnlyList<int> Shape { get; private init; }

    /// <summary>Floats of one sample's input.</summary>
    public int InputSize => SampleShape.Size(Shape);

    /// <summary>Floats of one sample's dense target; 0 with labels.</summary>
    public int TargetSize { get; }

    /// <summary>Whether the samples have class labels; dense targets otherwise.</summary>
    public bool HasLabels => TargetSize == 0;

    /// <summary>The largest label and one, or what the source says; 0 with dense targets and for a stream that does not say it.</summary>
    public int Classes => !HasLabels ? 0 : KnownClasses > 0 || IsStream ? KnownClasses : LargestLabel() + 1;

    /// <summary>What each class is called, by its label; empty where that is not known.</summary>
    public IReadOnlyList<string> ClassNames { get; private init; } = [];

    /// <summary>All samples' inputs. Where they are not kept as floats, they are read once and then kept: use
    /// <see cref="Batches(int, bool)"/> for large sets.</summary>
    /// <exception cref="DatasetException">A stream, or a set past 2^31 floats.</exception>
    public ReadOnlySpan<float> Inputs => inputs.Value.Span;

    /// <summary>One class per sample; empty with dense targets.</summary>
    /// <exception cref="DatasetException">A stream.</exception>
    public ReadOnlySpan<int> Labels => HasLabels ? labels.Value.Span : [];

    /// <summary>All samples' dense targets; empty with labels.</summary>
    /// <exception cref="DatasetException">A stream, or a set past 2^31 floats.</exception>
    public ReadOnlySpan<float> Targets => HasLabels ? [] : targets.Value.Span;

    internal ISampleSource? Source { get; }

    internal ISampleStream? Stream { get; }

    /// <summary>Extents of a sample as the source gives it, before all stages.</summary>
    internal IReadOnlyList<int> SourceShape { get; }

    /// <summary>What is done to samples after they were read.</summary>
    internal IReadOnlyList<SampleStage> Stages { get; private init; } = [];

    /// <summary>Samples among which a shuffle draws; 0 for all.</summary>
    internal int Window { get; private init; }

    /// <summary>Mixup's parameter; 0 for none.</summary>
    internal double MixupAlpha { get; private init; }

    private int BatchesAhead { get; init; }

    private int KnownClasses { get; init; }

    /// <summary>One sample's input.</summary>
    /// <exception cref="DatasetException">A stream, or a set past 2^31 floats.</exception>
    public ReadOnlySpan<float> Input(int sample) => Inputs.Slice(checked(sample * InputSize), InputSize);

    private static FloatSamples FloatsWith(ReadOnlyMemory<float> inputs, Answers answers, int inputSize) =>
        new(Fits(inputs, answers.Count, inputSize), [inputSize], answers);

    private static ReadOnlyMemory<float> Fits(ReadOnlyMemory<float> inputs, int count, int inputSize)
    {
        CheckLength(inputs.Length, count, inputSize, nameof(inputs), "floats");
        return inputs;
    }

    private static void CheckLength(int length, int count, int inputSize, string name, string what)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        if (length != (long)count * inputSize)
        {
            throw new ArgumentException(
                $"{length} input {what} do not make {count} samples of {inputSize}; {(long)count * inputSize} would.", name);
        }
    }

    private int LargestLabel()
    {
        int largest = -1;
        foreach (int label in Labels)
            largest = Math.Max(largest, label);
        return largest;
    }
}
