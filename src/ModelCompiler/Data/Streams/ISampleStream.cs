namespace ModelCompiler.Data;

/// <summary>
/// Samples that come one after the other and need not fit into memory. <see cref="Dataset.FromStream(ISampleStream)"/> makes a data set of
/// them, which opens the stream anew for each epoch.
/// </summary>
public interface ISampleStream
{
    /// <summary>Extents of one sample: <c>[n]</c>, <c>[length, channels]</c> or <c>[height, width, channels]</c>.</summary>
    IReadOnlyList<int> Shape { get; }

    /// <summary>Floats of one sample's dense target; 0 where samples have class labels.</summary>
    int TargetSize => 0;

    /// <summary>Classes that labels are counted in; a label outside is refused when it comes. 0 where that is not known.</summary>
    int Classes => 0;

    /// <summary>Number of samples, if it is known before they were read: reports of progress need it, training does not.</summary>
    int? Count => null;

    /// <summary>Begins at the first sample. Several readers may be open at once, each used by one thread at a time.</summary>
    ISampleReader Open();
}

/// <summary>One pass over the samples of an <see cref="ISampleStream"/>.</summary>
public interface ISampleReader : IDisposable
{
    /// <summary>Reads the next sample.</summary>
    /// <param name="input">As many floats as the stream's shape multiplies to; all must be written.</param>
    /// <param name="target">The dense target's floats, all to be written; empty where samples have labels.</param>
    /// <param name="label">The class, from 0, where samples have labels.</param>
    /// <returns>False where no sample is left.</returns>
    bool Read(Span<float> input, Span<float> target, out int label);
}
