namespace ModelCompiler.Training;

/// <summary>What came of a fit, epoch by epoch.</summary>
/// <param name="Epochs">The epochs that were completed.</param>
/// <param name="Cancelled">Whether the fit was ended by its cancellation token; the epoch under way is then not listed, but its steps were
/// taken.</param>
public sealed record History(IReadOnlyList<EpochResult> Epochs, bool Cancelled);

/// <summary>One epoch of a fit.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">Mean training loss, measured while the weights changed.</param>
/// <param name="Accuracy">Training accuracy, measured likewise; NaN without labels.</param>
/// <param name="ValidationLoss">Loss on the validation set after the epoch; NaN without one.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation set; NaN without one or without labels.</param>
/// <param name="Seconds">Time of training, without validation.</param>
public sealed record EpochResult(
    int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double Seconds);
