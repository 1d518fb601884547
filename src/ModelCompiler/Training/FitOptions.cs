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

    /// <summary>Figures to measure besides the loss and the one that fits the model's outputs. Default: none.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Where to go on from. Default: nowhere, a new run.</summary>
    public Resume Resume { get; init; } = Resume.None;

    /// <summary>
    /// What each class counts in the training loss, in the order of the labels, for classes of unequal size. The loss is the weighted sum
    /// over the batch's size, as Keras has it; validation is not weighted. Default: all count 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight that is negative or not finite.</exception>
    public IReadOnlyList<float>? ClassWeights { get; init => field = Weights(value, nameof(ClassWeights)); }

    /// <summary>What each sample counts in the training loss, by its number in the data set. Default: all count 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight that is negative or not finite.</exception>
    public IReadOnlyList<float>? SampleWeights { get; init => field = Weights(value, nameof(SampleWeights)); }

    /// <summary>
    /// The part of a target's certainty that is spread over all classes while training, from 0 to less than 1: of k classes,
    /// <c>t · (1 - s) + s / k</c>; of a yes or no, k is 2. Against networks that become too sure. Validation is not smoothed. Default: 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    public float LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(LabelSmoothing), value, $"FitOptions.LabelSmoothing is from 0 to less than 1; got {value}.");
    }

    /// <summary>A label that means that the class is not known: such samples, or positions of a map, count neither in losses nor in
    /// metrics, and the loss is the mean over the others. Holds for the validation set, too. Default: none.</summary>
    public int? IgnoreLabel { get; init; }

    /// <summary>Whether a dense target that is NaN is missing: it counts neither in losses nor in metrics, and the loss is the mean over
    /// the others. Holds for the validation set, too. Default: false, NaN is an error.</summary>
    public bool IgnoreMissing { get; init; }

    /// <summary>
    /// Told after each step, and once more after each epoch with its result. A <see cref="Progress{T}"/> made without a synchronization
    /// context, as in a console program, calls its handler on another thread while the fit goes on: such a handler may print, but the model
    /// is in use. To predict between steps, use <see cref="Callbacks"/>.
    /// </summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>Ends the fit after the step under way; the model stays usable and the history says so.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether a loss or a gradient that is infinite or not a number throws <see cref="TrainingDivergedException"/> before it
    /// spoils the weights. Default: true.</summary>
    public bool StopOnNaN { get; init; } = true;

    private static IReadOnlyList<float>? Weights(IReadOnlyList<float>? weights, string name)
    {
        for (int i = 0; i < weights?.Count; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentOutOfRangeException(name,
                    weights[i], $"FitOptions.{name}[{i}] is a finite number from 0; got {weights[i]}.");
        }

        return weights;
    }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"FitOptions.{name} is at least 1; got {value}.");
}
