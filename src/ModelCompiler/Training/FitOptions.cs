using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>How <see cref="Trainer{T}.Fit"/> goes through the data.</summary>
public sealed class FitOptions
{
    /// <summary>How often to go through the data. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Epochs { get; init => field = AtLeastOne(value, nameof(Epochs)); } = 1;

    /// <summary>Samples of one step; the last step of an epoch takes what is left. Default: 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int BatchSize { get; init => field = AtLeastOne(value, nameof(BatchSize)); } = 32;

    /// <summary>Evaluated after each epoch, not trained on. Default: none.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>Whether each epoch takes the samples in another order. Default: true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>What the orders are drawn from. Default: the trainer's seed.</summary>
    public int? ShuffleSeed { get; init; }

    /// <summary>Told of each epoch and batch on the fit's own thread, in this order. Default: none.</summary>
    public IReadOnlyList<ICallback> Callbacks { get; init; } = [];

    /// <summary>Told after each step, and once more after each epoch with its result.</summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>Ends the fit after the step under way; the model stays usable and the history says so.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether a loss that is infinite or not a number throws <see cref="TrainingDivergedException"/> before it spoils the
    /// weights. Default: true.</summary>
    public bool StopOnNaN { get; init; } = true;

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"FitOptions.{name} is at least 1; got {value}.");
}
