namespace ModelCompiler.Data;

/// <summary>What samples in memory should become: a class for each, or a dense target for each.</summary>
internal sealed class Answers
{
    public Answers(ReadOnlyMemory<int> labels)
    {
        (Labels, Count) = (labels, labels.Length);
        foreach (int label in labels.Span)
        {
            if (label < 0)
                throw new ArgumentException($"Labels are classes counted from 0, but one is {label}.", nameof(labels));
            Classes = Math.Max(Classes, checked(label + 1));
        }
    }

    public Answers(ReadOnlyMemory<float> targets, int targetSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSize);
        if (targets.Length % targetSize != 0)
            throw new ArgumentException($"{targets.Length} target floats are no whole number of targets of {targetSize}.", nameof(targets));
        (Targets, TargetSize, Count) = (targets, targetSize, targets.Length / targetSize);
    }

    private Answers(Answers from, int start, int count)
    {
        (Count, TargetSize, Classes) = (count, from.TargetSize, from.Classes);
        if (TargetSize == 0)
            Labels = from.Labels.Slice(start, count);
        else
            Targets = from.Targets.Slice(start * TargetSize, count * TargetSize);
    }

    public int Count { get; }

    /// <summary>Floats of one dense target; 0 with labels.</summary>
    public int TargetSize { get; }

    /// <summary>The largest label of the whole set and one; 0 with dense targets.</summary>
    public int Classes { get; init; }

    public ReadOnlyMemory<int> Labels { get; }

    public ReadOnlyMemory<float> Targets { get; }

    public Answers Range(int start, int count) => new(this, start, count);
}
