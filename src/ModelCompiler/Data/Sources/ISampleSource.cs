namespace ModelCompiler.Data;

/// <summary>
/// Samples that can be asked for by number, wherever they are kept: <see cref="Dataset.FromSource"/> makes a data set of them. Reading must
/// be safe from several threads at once, since a set may be read ahead while it is evaluated.
/// </summary>
public interface ISampleSource
{
    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>Extents of one sample: <c>[n]</c>, <c>[length, channels]</c> or <c>[height, width, channels]</c>.</summary>
    IReadOnlyList<int> Shape { get; }

    /// <summary>Floats of one sample's dense target; 0 where samples have class labels.</summary>
    int TargetSize => 0;

    /// <summary>Classes that labels are counted in, each label being from 0 and less than this; 0 where that is not known.</summary>
    int Classes => 0;

    /// <summary>Writes one sample's input, row-major, channels last.</summary>
    /// <param name="sample">From 0 and less than <see cref="Count"/>.</param>
    /// <param name="input">As many floats as <see cref="Shape"/> multiplies to; all must be written.</param>
    void ReadInput(int sample, Span<float> input);

    /// <summary>
    /// One sample's class, from 0. Asked for only where <see cref="TargetSize"/> is 0, and for all samples before training.
    /// </summary>
    /// <param name="sample">From 0 and less than <see cref="Count"/>.</param>
    int ReadLabel(int sample) => throw new NotSupportedException($"{GetType().Name} has dense targets and no labels.");

    /// <summary>Writes one sample's dense target. Asked for only where <see cref="TargetSize"/> is not 0.</summary>
    /// <param name="sample">From 0 and less than <see cref="Count"/>.</param>
    /// <param name="target"><see cref="TargetSize"/> floats; all must be written.</param>
    void ReadTarget(int sample, Span<float> target) =>
        throw new NotSupportedException($"{GetType().Name} has labels and no dense targets.");
}
