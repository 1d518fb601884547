namespace Architectures.Training;

/// <summary>What a training was asked to do; what is null follows from the network's size.</summary>
internal sealed record TrainingOptions
{
    /// <summary>A folder with real data, or null to draw it.</summary>
    public string? Data { get; init; }

    public int Epochs { get; init; } = 3;

    /// <summary>Samples to learn from.</summary>
    public int? Samples { get; init; }

    /// <summary>Samples of one step.</summary>
    public int? Batch { get; init; }

    public int Seed { get; init; } = 1;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The OpenCL device to train on, by index or a part of its name; empty for the default one, null for the processor.</summary>
    public string? Device { get; init; }

    /// <summary>Where outcomes are kept for the comparison.</summary>
    public string Results { get; init; } = UsualResults;

    public static string UsualResults => Path.Combine(Path.GetTempPath(), "architectures");
}
