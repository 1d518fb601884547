namespace ModelCompiler.Training;

/// <summary>What came of a fit, epoch by epoch.</summary>
/// <param name="Epochs">The epochs that were completed.</param>
/// <param name="Cancelled">Whether the fit was ended by its cancellation token; the epoch under way is then not listed, but its steps were
/// taken.</param>
public sealed record History(IReadOnlyList<EpochResult> Epochs, bool Cancelled)
{
    /// <summary>Why a callback ended the fit early, if it said so; null otherwise.</summary>
    public string? StopReason { get; init; }
}

/// <summary>One epoch of a fit.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">Mean training loss, measured while the weights changed.</param>
/// <param name="Accuracy">Training accuracy, measured likewise; NaN without labels.</param>
/// <param name="ValidationLoss">Loss on the validation set after the epoch; NaN without one.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation set; NaN without one or without labels.</param>
/// <param name="Seconds">Time of training, without validation.</param>
public sealed record EpochResult(
    int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double Seconds)
{
    /// <summary>All figures by their names, <c>loss</c>, <c>accuracy</c>, <c>val_loss</c> and so on.</summary>
    public MetricValues Metrics { get; init; } = new();

    /// <summary>The learning rate of the epoch's last step; NaN in a history from elsewhere.</summary>
    public double LearningRate { get; init; } = double.NaN;

    /// <summary>From an epoch's figures.</summary>
    internal static EpochResult From(int epoch, MetricValues metrics, double seconds, double learningRate)
    {
        double Of(string name) => metrics.TryGetValue(name, out double value) ? value : double.NaN;
        return new EpochResult(epoch, Of("loss"), Of("accuracy"), Of("val_loss"), Of("val_accuracy"), seconds)
        {
            Metrics = metrics,
            LearningRate = learningRate,
        };
    }
}
