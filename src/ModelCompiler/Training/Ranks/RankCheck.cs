using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ModelCompiler.Data;
using ModelCompiler.Serialization;

namespace ModelCompiler.Training;

/// <summary>
/// What ranks compare before a fit's first step: all of them must train the same network on the same samples in the same way.
/// </summary>
internal static class RankCheck
{
    private const int TextBytes = 256, MostSamplesRead = 64;

    /// <exception cref="RankMismatchException">A rank differs from rank 0.</exception>
    public static void Run(PartedRunner runner, TrainingSession session, Dataset data, FitOptions options, string? fault)
    {
        string model = session.Layout.ModelName;
        Compare(runner.Ranks, model, "whether the fit can begin", fault ?? "yes", "Correct it there.");
        Compare(runner.Ranks, model, "the network", $"'{model}' with hash {session.Layout.ArchitectureHash}",
            "Start the same program everywhere.");
        Compare(runner.Ranks, model, "the training set", Describe(data),
            "Give all ranks the same samples in the same order: each takes its share of every batch by itself.");
        Compare(
            runner.Ranks, model, "the validation set", options.Validation is { } set
                ? Describe(set)
                : "none", "Give all ranks the same samples in the same order, or none.");
        Compare(runner.Ranks, model, "the setting of the fit", Describe(session, runner, options),
            "Start the same program with the same arguments everywhere.");
        Compare(
            runner.Ranks, model, "the state of the weights", $"step {session.StepCount}, hash {Hash(session.Runner.Parameters):x16}",
            "Draw them from the same seed, or load the same file on all ranks.");
    }

    /// <summary>A hash of the weights, by 64 bits.</summary>
    private static ulong Hash(ParameterSet parameters)
    {
        var hash = new RunningHash();
        hash.Add(MemoryMarshal.AsBytes(parameters.Buffer.Span));
        return hash.Value;
    }

    private static void Compare(Communicator ranks, string model, string what, string own, string advice)
    {
        var bytes = new byte[TextBytes];
        var all = new byte[TextBytes * ranks.Size];
        Encoding.UTF8.GetEncoder().Convert(own, bytes.AsSpan(0, TextBytes - 1), flush: true, out _, out _, out _);
        ranks.Gather(bytes, all);
        for (int rank = 1; rank < ranks.Size; rank++)
        {
            ReadOnlySpan<byte> other = all.AsSpan(rank * TextBytes, TextBytes);
            if (!other.SequenceEqual(all.AsSpan(0, TextBytes)))
                throw new RankMismatchException(model, rank, what, Text(all.AsSpan(0, TextBytes)), Text(other), advice);
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Max(0, bytes.IndexOf((byte)0))]);

    private static string Describe(TrainingSession session, PartedRunner runner, FitOptions options)
    {
        string others = string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Epochs}, {options.Shuffle}, {options.ShuffleSeed}, {options.LabelSmoothing}, {options.IgnoreLabel}, "
                + $"{options.IgnoreMissing}, {options.StopOnNaN}, {string.Join(' ', options.ClassWeights ?? [])}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"batches of {options.BatchSize} in {runner.PartCount} parts, {options.Epochs} epochs, seed {session.Seed}, "
                + $"{session.Optimizer}, others {Hash(others):x16}");
    }

    private static ulong Hash(string text)
    {
        var hash = new RunningHash();
        hash.Add(Encoding.UTF8.GetBytes(text));
        return hash.Value;
    }

    /// <summary>
    /// All of a set in memory is hashed; of a source that reads files or makes samples, some; of a stream, whose samples come but once,
    /// only what it says of itself.
    /// </summary>
    private static string Describe(Dataset data)
    {
        string shape = $"{data.Count} samples of {string.Join('×', data.Shape)} with "
            + $"{(data.HasLabels ? "labels" : $"{data.TargetSize} targets")}";
        if (data.IsStream)
            return shape + ", a stream";
        try
        {
            return $"{shape}, hash {Hash(data.Source):x16}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ModelException)
        {
            // The others wait to compare.
            return $"not readable: {exception.Message}";
        }
    }

    private static ulong Hash(ISampleSource source)
    {
        var hash = new RunningHash();
        int step = source is MemorySamples ? 1 : Math.Max(1, source.Count / MostSamplesRead);
        var input = new float[SampleShape.Size(source.Shape)];
        var target = new float[source.TargetSize];
        for (int sample = 0; sample < source.Count; sample += step)
        {
            source.ReadInput(sample, input);
            hash.Add(MemoryMarshal.AsBytes(input.AsSpan()));
            int label = target.Length == 0 ? source.ReadLabel(sample) : 0;
            if (target.Length > 0)
                source.ReadTarget(sample, target);
            hash.Add(MemoryMarshal.AsBytes(target.AsSpan()));
            hash.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in label)));
        }

        return hash.Value;
    }
}
