namespace ModelCompiler.Data;

/// <summary>Mean and standard deviation of each channel of a training set: <c>(x - mean) / deviation</c> makes them 0 and 1.</summary>
public sealed class Standardization
{
    /// <summary>What was measured before.</summary>
    /// <param name="means">The mean of each channel.</param>
    /// <param name="deviations">The standard deviation of each channel (of the population); 0 counts as 1.</param>
    /// <exception cref="ArgumentException">Different numbers of channels, or what is not finite.</exception>
    public Standardization(IReadOnlyList<double> means, IReadOnlyList<double> deviations)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        if (means.Count != deviations.Count || means.Count == 0)
            throw new ArgumentException($"{means.Count} means do not go with {deviations.Count} deviations.", nameof(deviations));
        if (!means.All(double.IsFinite) || !deviations.All(d => double.IsFinite(d) && d >= 0))
            throw new ArgumentException("Means are finite, deviations finite and not negative.", nameof(means));
        (Means, Deviations) = ([.. means], [.. deviations]);
    }

    /// <summary>The mean of each channel.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>The standard deviation of each channel, of the population.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>Changes samples in place, to predict from them.</summary>
    /// <param name="inputs">Samples, channels last.</param>
    /// <exception cref="ArgumentException">No whole number of pixels of so many channels.</exception>
    public void Apply(Span<float> inputs)
    {
        if (inputs.Length % Means.Count != 0)
            throw new ArgumentException($"{inputs.Length} floats are no whole number of {Means.Count} channels.", nameof(inputs));
        ToAffine().Apply(inputs, inputs);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Means.Zip(Deviations, (mean, deviation) => FormattableString.Invariant($"{mean:G4} ± {deviation:G4}")));

    internal ChannelAffine ToAffine() => new(
        [.. Deviations.Select(deviation => 1 / (deviation > 0 ? deviation : 1))],
        [.. Means.Zip(Deviations, (mean, deviation) => -mean / (deviation > 0 ? deviation : 1))]);

    /// <summary>Measures in two passes, in doubles, sample after sample.</summary>
    internal static Standardization Measure(Dataset data)
    {
        int channels = data.Shape[^1];
        long numbers = (long)data.Count * data.InputSize / channels;
        if (numbers < 2)
            throw new DatasetException($"A standard deviation needs at least two numbers of each channel, but {data.Count} samples of "
                + $"{SampleShape.Text(data.Shape)} have {numbers}.");
        var means = new double[channels];
        Sum(data, (channel, x) => means[channel] += x);
        for (int c = 0; c < channels; c++)
            means[c] /= numbers;
        var squares = new double[channels];
        Sum(data, (channel, x) => squares[channel] += (x - means[channel]) * (x - means[channel]));
        if (!means.All(double.IsFinite))
            throw new DatasetException("The set has numbers that are infinite or NaN, so that it has no mean.");
        return new Standardization(means, [.. squares.Select(square => Math.Sqrt(square / numbers))]);
    }

    private static void Sum(Dataset data, Action<int, double> add)
    {
        using BatchReader reader = data.Batches(batchSize: 16);
        reader.Begin();
        int channels = data.Shape[^1];
        while (reader.Next())
        {
            ReadOnlySpan<float> inputs = reader.Inputs;
            for (int i = 0; i < inputs.Length; i++)
                add(i % channels, inputs[i]);
        }
    }
}
