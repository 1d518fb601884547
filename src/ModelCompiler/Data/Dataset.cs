using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>
/// Samples with either class labels or dense targets. Inputs lie one after the other, row-major, channels last. A data set never changes:
/// each
/// method returns another one, which shares the numbers where it can.
/// </summary>
public sealed class Dataset
{
    private readonly ReadOnlyMemory<float> inputs;
    private readonly ReadOnlyMemory<int> labels;
    private readonly ReadOnlyMemory<float> targets;

    /// <summary>Samples with class labels.</summary>
    /// <param name="inputs">All samples' inputs.</param>
    /// <param name="labels">One class per sample, from 0.</param>
    /// <param name="inputSize">Floats of one sample.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together, or a negative label.</exception>
    public Dataset(ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels, int inputSize)
        : this(inputs, labels, default, inputSize, targetSize: 0, labels.Length)
    {
        foreach (int label in labels.Span)
        {
            if (label < 0)
                throw new ArgumentException($"Labels are classes counted from 0, but one is {label}.", nameof(labels));
            Classes = Math.Max(Classes, label + 1);
        }
    }

    /// <summary>Samples with dense targets.</summary>
    /// <param name="inputs">All samples' inputs.</param>
    /// <param name="targets">All samples' targets.</param>
    /// <param name="inputSize">Floats of one sample's input.</param>
    /// <param name="targetSize">Floats of one sample's target.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit together.</exception>
    public Dataset(ReadOnlyMemory<float> inputs, ReadOnlyMemory<float> targets, int inputSize, int targetSize)
        : this(inputs, default, targets, inputSize, AtLeastOne(targetSize, nameof(targetSize)), targets.Length / targetSize)
    {
        if (targets.Length != (long)Count * targetSize)
            throw new ArgumentException($"{targets.Length} target floats are no whole number of targets of {targetSize}.", nameof(targets));
    }

    private Dataset(ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> targets, int inputSize, int targetSize, int count)
    {
        if (inputs.Length != (long)count * AtLeastOne(inputSize, nameof(inputSize)))
        {
            throw new ArgumentException(
                $"{inputs.Length} input floats do not make {count} samples of {inputSize}; {(long)count * inputSize} would.", nameof(inputs));
        }

        (this.inputs, this.labels, this.targets) = (inputs, labels, targets);
        (InputSize, TargetSize, Count) = (inputSize, targetSize, count);
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Floats of one sample's input.</summary>
    public int InputSize { get; }

    /// <summary>Floats of one sample's dense target; 0 with labels.</summary>
    public int TargetSize { get; }

    /// <summary>Whether the samples have class labels; dense targets otherwise.</summary>
    public bool HasLabels => TargetSize == 0;

    /// <summary>The largest label and one; 0 with dense targets.</summary>
    public int Classes { get; private init; }

    /// <summary>All samples' inputs.</summary>
    public ReadOnlySpan<float> Inputs => inputs.Span;

    /// <summary>One class per sample; empty with dense targets.</summary>
    public ReadOnlySpan<int> Labels => labels.Span;

    /// <summary>All samples' dense targets; empty with labels.</summary>
    public ReadOnlySpan<float> Targets => targets.Span;

    /// <summary>One sample's input.</summary>
    public ReadOnlySpan<float> Input(int sample) => inputs.Span.Slice(checked(sample * InputSize), InputSize);

    /// <summary>The same samples with every input number multiplied by <paramref name="factor"/>, <c>1 / 255f</c> for bytes.</summary>
    public Dataset Scale(float factor)
    {
        var scaled = new float[inputs.Length];
        ReadOnlySpan<float> source = inputs.Span;
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = source[i] * factor;
        return new Dataset(scaled, labels, targets, InputSize, TargetSize, Count) { Classes = Classes };
    }

    /// <summary>The first <paramref name="count"/> samples, or all if there are fewer.</summary>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Range(0, Math.Min(count, Count));
    }

    /// <summary>Cuts the set in two without mixing it: the first part has <paramref name="fraction"/> of the samples, rounded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A fraction outside [0, 1].</exception>
    public (Dataset First, Dataset Second) Split(double fraction)
    {
        if (fraction is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"A set is split at a fraction in [0, 1]; got {fraction}.");
        int first = (int)Math.Round(fraction * Count);
        return (Range(0, first), Range(first, Count - first));
    }

    /// <summary>The same samples in an order drawn from <paramref name="seed"/>; equal seeds give equal orders.</summary>
    public Dataset Shuffle(int seed)
    {
        var order = new int[Count];
        Shuffling.Fill(order, seed, round: 0);
        var newInputs = new float[inputs.Length];
        var newLabels = new int[labels.Length];
        var newTargets = new float[targets.Length];
        CopyTo(order, newInputs, newLabels, newTargets);
        return new Dataset(newInputs, newLabels, newTargets, InputSize, TargetSize, Count) { Classes = Classes };
    }

    /// <summary>Gathers samples into a batch. Buffers of the kind that the set has not are left alone and may be empty.</summary>
    internal void CopyTo(ReadOnlySpan<int> samples, Span<float> batchInputs, Span<int> batchLabels, Span<float> batchTargets)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            int sample = samples[i];
            Input(sample).CopyTo(batchInputs[(i * InputSize)..]);
            if (HasLabels)
                batchLabels[i] = labels.Span[sample];
            else
                targets.Span.Slice(sample * TargetSize, TargetSize).CopyTo(batchTargets[(i * TargetSize)..]);
        }
    }

    private Dataset Range(int start, int count)
    {
        ReadOnlyMemory<int> someLabels = HasLabels ? labels.Slice(start, count) : default;
        ReadOnlyMemory<float> someInputs = inputs.Slice(start * InputSize, count * InputSize);
        ReadOnlyMemory<float> someTargets = targets.Slice(start * TargetSize, count * TargetSize);
        return new Dataset(someInputs, someLabels, someTargets, InputSize, TargetSize, count) { Classes = Classes };
    }

    private static int AtLeastOne(int size, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, name);
        return size;
    }
}
