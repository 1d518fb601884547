namespace ModelCompiler.Data;

public sealed partial class Dataset
{
    /// <summary>The first <paramref name="count"/> samples, or all if there are fewer.</summary>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Range(0, Math.Min(count, Count));
    }

    /// <summary>All samples but the first <paramref name="count"/>.</summary>
    public Dataset Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int first = Math.Min(count, Count);
        return Range(first, Count - first);
    }

    /// <summary>The samples of these numbers, in this order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that no sample has.</exception>
    public Dataset Select(params ReadOnlySpan<int> samples)
    {
        foreach (int sample in samples)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sample, nameof(samples));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Count, nameof(samples));
        }

        return With(SubsetSamples.Of(Indexed("Select"), samples.ToArray()));
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

    /// <summary>Draws a part to train with, one to choose settings by, and one to test with at the end. With labels each class is divided
    /// in the same shares (a stratified split); every sample is in one part.</summary>
    /// <param name="train">Share of the first part.</param>
    /// <param name="validation">Share of the second part; the third has the rest, which may be none.</param>
    /// <param name="seed">What the parts are drawn from.</param>
    /// <param name="stratify">Whether classes are divided in the same shares.</param>
    /// <exception cref="ArgumentOutOfRangeException">Shares that are negative or more than 1 together.</exception>
    /// <exception cref="DatasetException">Too few samples: a part with a share would be empty.</exception>
    public (Dataset Train, Dataset Validation, Dataset Test) Split(double train, double validation, int seed = 0, bool stratify = true)
    {
        if (!(train >= 0 && validation >= 0 && train + validation <= 1 + 1e-9))
        {
            throw new ArgumentOutOfRangeException(
                nameof(train), $"The shares {train} and {validation} must not be negative, nor more than 1 together.");
        }

        ISampleSource source = Indexed("Split");
        double test = Math.Max(0, 1 - train - validation);
        int[][] parts = Partition.ByShares(
            stratify && HasLabels ? Labels : [], Count, [train, validation, test < 1e-9 ? 0 : test], seed);
        return (Part(source, parts[0]), Part(source, parts[1]), Part(source, parts[2]));
    }

    /// <summary>Divides the set for cross-validation: each sample is in the validation part of one fold and in the training part of the
    /// others. With labels, classes are spread evenly.</summary>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">What the folds are drawn from.</param>
    /// <param name="stratify">Whether classes are spread evenly.</param>
    /// <exception cref="DatasetException">Fewer samples than folds.</exception>
    public IReadOnlyList<(Dataset Train, Dataset Validation)> KFold(int folds, int seed = 0, bool stratify = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ISampleSource source = Indexed("KFold");
        int[][] parts = Partition.IntoFolds(stratify && HasLabels ? Labels : [], Count, folds, seed);
        return [.. parts.Select((part, fold) => (
            Part(source, [.. parts.Where((_, other) => other != fold).SelectMany(other => other).Order()]), Part(source, part)))];
    }

    /// <summary>The same samples in an order drawn from <paramref name="seed"/>, once and for all; equal seeds give equal orders. Of a
    /// stream, which has no order to be drawn at once, the number is the window: see <see cref="Shuffle(int, int?)"/>.</summary>
    /// <remarks>
    /// <see cref="Training.Trainer{T}.Fit"/> takes the samples of a set in memory in another order in each epoch without this.
    /// </remarks>
    public Dataset Shuffle(int seed)
    {
        if (IsStream)
            return Shuffle(window: seed, null);
        var order = new int[Count];
        Shuffling.Fill(order, seed, round: 0);
        return With(SubsetSamples.Of(Source, order));
    }

    /// <summary>Lets each epoch draw every sample among <paramref name="window"/> that are held at a time, the way to mix a stream: the
    /// larger the window, the better the mixture and the more memory it takes.</summary>
    /// <param name="window">Samples that are held.</param>
    /// <param name="seed">If given, the set is first put into an order drawn from it, which a stream cannot be.</param>
    public Dataset Shuffle(int window, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        Dataset mixed = seed is { } value ? With(SubsetSamples.Of(Indexed("Shuffle with a seed"), Order(value))) : this;
        return mixed.Copy(window: window);
    }

    private int[] Order(int seed)
    {
        var order = new int[Count];
        Shuffling.Fill(order, seed, round: 0);
        return order;
    }

    private Dataset Part(ISampleSource source, int[] samples) => With(SubsetSamples.Of(source, samples));

    private Dataset Range(int start, int count) => With(Indexed("Part of a set") is MemorySamples memory
        ? memory.Range(start, count)
        : SubsetSamples.Of(Source!, [.. Enumerable.Range(start, count)]));
}
