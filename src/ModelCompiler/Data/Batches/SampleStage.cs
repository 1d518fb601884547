namespace ModelCompiler.Data;

/// <summary>Something done to each sample after it was read.</summary>
internal abstract class SampleStage
{
    /// <summary>Extents of the samples that come out.</summary>
    public abstract IReadOnlyList<int> Shape { get; }

    /// <summary>Whether the sample may be changed where it stands; otherwise it is written elsewhere.</summary>
    public abstract bool InPlace { get; }

    /// <summary>A stage of one reader's own, with the scratch memory that it needs.</summary>
    public abstract SampleStage ForOneReader();

    /// <summary>Changes one sample.</summary>
    /// <param name="from">The sample.</param>
    /// <param name="to">Where it goes; the same memory for a stage in place.</param>
    /// <param name="key">What random numbers are drawn by.</param>
    public abstract void Apply(Span<float> from, Span<float> to, in SampleKey key);
}

/// <summary>Names one sample in one epoch, so that what is drawn for it does not depend on order or threads.</summary>
/// <param name="Training">Whether the sample is trained with; otherwise nothing is drawn.</param>
/// <param name="Seed">The seed of the fit.</param>
/// <param name="Round">Epochs begun before.</param>
/// <param name="Sample">The sample's number in its set.</param>
internal readonly record struct SampleKey(bool Training, int Seed, int Round, long Sample);

/// <summary>Scales and shifts what an earlier stage has made.</summary>
internal sealed class AffineStage(IReadOnlyList<int> shape, ChannelAffine change) : SampleStage
{
    public override IReadOnlyList<int> Shape => shape;

    public override bool InPlace => true;

    public override SampleStage ForOneReader() => this;

    public override void Apply(Span<float> from, Span<float> to, in SampleKey key) => change.Apply(from, to);
}

/// <summary>Reads the same numbers as samples of another shape.</summary>
internal sealed class ReshapeStage(IReadOnlyList<int> shape) : SampleStage
{
    public override IReadOnlyList<int> Shape => shape;

    public override bool InPlace => true;

    public override SampleStage ForOneReader() => this;

    public override void Apply(Span<float> from, Span<float> to, in SampleKey key)
    {
    }
}
