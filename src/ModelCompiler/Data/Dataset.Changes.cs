namespace ModelCompiler.Data;

public sealed partial class Dataset
{
    /// <summary>The same samples with every input number multiplied by <paramref name="factor"/>, <c>1 / 255f</c> for bytes, and moved by
    /// <paramref name="offset"/>: <c>Scale(1 / 255f, -0.5f)</c> brings bytes into [-0.5, 0.5]. It is done as batches are read.</summary>
    public Dataset Scale(float factor, float offset = 0) => Then(new ChannelAffine([factor], [offset]));

    /// <summary>The same samples with each channel moved and scaled to mean 0 and standard deviation 1, as measured on this set. Measure on
    /// the training part only: <c>(train, test) = (train.Standardize(), test.Standardize(train))</c>.</summary>
    /// <remarks>A channel is the last extent of <see cref="Shape"/>; of a vector, each number is one. A channel whose numbers are all equal
    /// becomes 0.</remarks>
    /// <exception cref="DatasetException">A stream, or fewer than two numbers of a channel.</exception>
    public Dataset Standardize() => Standardize(FitStandardization());

    /// <summary>The same samples changed as <paramref name="fittedOn"/> was standardized, or would be if it was not yet: the way to prepare
    /// a test set by its training set.</summary>
    /// <exception cref="DatasetException">Samples of another number of channels, or nothing to measure on.</exception>
    public Dataset Standardize(Dataset fittedOn)
    {
        ArgumentNullException.ThrowIfNull(fittedOn);
        return Standardize(fittedOn.Standardization ?? fittedOn.FitStandardization());
    }

    /// <summary>The same samples changed by means and deviations that were measured before.</summary>
    /// <exception cref="DatasetException">Samples of another number of channels.</exception>
    public Dataset Standardize(Standardization fitted)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        if (fitted.Means.Count != Shape[^1])
        {
            throw new DatasetException(
                $"Measured were {fitted.Means.Count} channels, but samples of {SampleShape.Text(Shape)} have {Shape[^1]}. "
                    + "Measure on a set of the same shape.");
        }

        return Then(fitted.ToAffine()).Copy(standardization: fitted);
    }

    /// <summary>Measures mean and standard deviation of each channel, without augmentation.</summary>
    /// <exception cref="DatasetException">A stream, or fewer than two numbers of a channel.</exception>
    public Standardization FitStandardization()
    {
        Indexed("Standardize");
        return Standardization.Measure(this);
    }

    /// <summary>What the set was standardized by; null if it was not. Keep it with the model: what is predicted later must be changed
    /// likewise.</summary>
    public Standardization? Standardization { get; private init; }

    /// <summary>Dense targets in place of labels: 1 for the class, 0 for the others.</summary>
    /// <param name="classes">Number of classes. Default: <see cref="Classes"/>.</param>
    /// <exception cref="DatasetException">
    /// A set without labels, fewer classes than there are, or a stream that does not say how many.
    /// </exception>
    public Dataset OneHot(int? classes = null)
    {
        int count = classes ?? Classes;
        if (!HasLabels)
            throw new DatasetException($"OneHot turns labels into dense targets, but the samples have targets of {TargetSize} already.");
        if (count < 1)
            throw new DatasetException("OneHot needs the number of classes of a stream that does not say it: OneHot(10).");
        if (!IsStream && Count > 0 && count <= LargestLabel())
            throw new DatasetException(
                $"OneHot({count}) has no place for label {LargestLabel()}. Give at least {LargestLabel() + 1} classes.");
        return IsStream ? With(new OneHotStream(Stream, count)) : With(new OneHotSource(Source, count));
    }

    /// <summary>Says how a sample's numbers are arranged: <c>[height, width, channels]</c> for pictures that are to be augmented.</summary>
    /// <exception cref="DatasetException">Another number of floats.</exception>
    public Dataset Reshape(params ReadOnlySpan<int> shape)
    {
        int[] extents = SampleShape.Checked(shape.ToArray(), nameof(shape));
        if (SampleShape.Size(extents) != InputSize)
        {
            throw new DatasetException(
                $"Samples of {SampleShape.Text(Shape)} have {InputSize} numbers, but {SampleShape.Text(extents)} has "
                    + $"{SampleShape.Size(extents)}.");
        }

        if (Stages.Count == 0 && Source is MemorySamples memory)
            return With(memory.WithShape(extents));
        return Copy(stage: new ReshapeStage(extents));
    }

    /// <summary>Changes samples at random while they are trained with, each epoch otherwise:
    /// <c>Augment(a => a.Flip().Shift(2).Rotate(10))</c>. Evaluation and <see cref="Inputs"/> see them as they are. Equal seeds give equal
    /// bits, with <see cref="Prefetch"/> and without.</summary>
    /// <param name="build">Adds the changes.</param>
    /// <param name="seed">Added to the fit's seed, to draw otherwise with the same order of samples.</param>
    /// <exception cref="DatasetException">Samples that are no pictures, or a crop that does not fit.</exception>
    public Dataset Augment(Func<Augmentation, Augmentation> build, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(build);
        Augmentation augmentation = build(new Augmentation());
        bool mixesOnly = augmentation is { CropTo: null, PixelChanges.Count: 0, Moves.IsNothing: true };
        double? mixup = augmentation.MixupAlpha > 0 ? augmentation.MixupAlpha : null;
        // Each stage draws from a stream of its own.
        uint stream = (uint)seed + (uint)Stages.Count * 0x9E37_79B9;
        return mixesOnly ? Copy(mixup: mixup) : Copy(stage: new AugmentStage(Shape, augmentation, stream), mixup: mixup);
    }

    /// <summary>Gives the classes names, by their labels.</summary>
    public Dataset WithClassNames(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Copy(classNames: names);
    }

    /// <summary>Reads batches on a thread of its own, before they are asked for. The numbers are the same as without it.</summary>
    /// <param name="batches">How many batches may be ready.</param>
    public Dataset Prefetch(int batches = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        return Copy(batchesAhead: batches);
    }

    private Dataset Then(ChannelAffine change)
    {
        if (Stages.Count > 0)
            return Copy(stage: new AffineStage(Shape, change));
        return Source switch
        {
            MemorySamples memory => With(memory.Then(change)),
            SubsetSamples { IsInMemory: true } subset => With(subset.OfMemory(memory => memory.Then(change))),
            _ => Copy(stage: new AffineStage(Shape, change)),
        };
    }

    /// <summary>The same with other samples.</summary>
    private Dataset With(ISampleSource source) => new Dataset(source).WithSettingsOf(this);

    private Dataset With(ISampleStream stream) => new Dataset(stream).WithSettingsOf(this);

    private Dataset WithSettingsOf(Dataset other) => new(Source, Stream, SourceShape, TargetSize)
    {
        Count = Count,
        Shape = other.Stages.Count > 0 ? other.Shape : SourceShape,
        Stages = other.Stages,
        Window = other.Window,
        BatchesAhead = other.BatchesAhead,
        MixupAlpha = other.MixupAlpha,
        ClassNames = other.ClassNames,
        KnownClasses = other.KnownClasses,
        Standardization = other.Standardization,
    };

    /// <summary>The same with one thing changed.</summary>
    private Dataset Copy(
        SampleStage? stage = null, int? window = null, int? batchesAhead = null, double? mixup = null,
            IReadOnlyList<string>? classNames = null,
        Standardization? standardization = null) => new(Source, Stream, SourceShape, TargetSize)
        {
            Count = Count,
            Shape = stage?.Shape ?? Shape,
            Stages = stage is null ? Stages : [.. Stages, stage],
            Window = window ?? Window,
            BatchesAhead = batchesAhead ?? BatchesAhead,
            MixupAlpha = mixup ?? MixupAlpha,
            ClassNames = classNames ?? ClassNames,
            KnownClasses = KnownClasses,
            Standardization = standardization ?? Standardization,
        };
}
