namespace ModelCompiler.Data;

public sealed partial class Dataset
{
    /// <summary>Samples that come one after the other and need not fit into memory. They are mixed only if <see cref="Shuffle(int, int?)"/>
    /// gives a window.</summary>
    public static Dataset FromStream(ISampleStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SampleShape.Checked(stream.Shape, nameof(stream));
        return new Dataset(stream);
    }

    /// <summary>Samples with class labels out of a sequence that is gone through once for each epoch.</summary>
    /// <param name="samples">Inputs and their classes, from 0. Each sample is copied before the next is asked for, so that one array may
    /// serve all.</param>
    /// <param name="classes">Number of classes: a label outside is refused when it comes.</param>
    /// <param name="shape">Extents of one sample.</param>
    /// <param name="count">Number of samples, if it is known.</param>
    public static Dataset FromStream(IEnumerable<(float[] Input, int Label)> samples, int classes,
        IReadOnlyList<int> shape, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return new Dataset(new EnumerableStream(
            samples.Select(sample => (sample.Input, Array.Empty<float>(), sample.Label)),
                SampleShape.Checked(shape, nameof(shape)), 0, classes, count));
    }

    /// <summary>Samples with dense targets out of a sequence that is gone through once for each epoch.</summary>
    /// <param name="samples">
    /// Inputs and targets. Each sample is copied before the next is asked for, so that one array may serve all.
    /// </param>
    /// <param name="shape">Extents of one sample.</param>
    /// <param name="targetSize">Floats of one target.</param>
    /// <param name="count">Number of samples, if it is known.</param>
    public static Dataset FromStream(
        IEnumerable<(float[] Input, float[] Target)> samples, IReadOnlyList<int> shape, int targetSize, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        return new Dataset(new EnumerableStream(
            samples.Select(sample => (sample.Input, sample.Target, 0)), SampleShape.Checked(shape, nameof(shape)), targetSize, 0, count));
    }
}
