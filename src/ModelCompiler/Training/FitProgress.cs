namespace ModelCompiler.Training;

/// <summary>Where a fit is.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">Epochs of this fit.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="Accuracy">Accuracy of the epoch so far, measured as it goes; NaN without labels.</param>
/// <param name="Seconds">Time since the epoch began.</param>
/// <param name="Completed">The epoch's result, in the report that ends it; null before.</param>
public readonly record struct FitProgress(
    int Epoch, int Epochs, int Step, int Steps, double Loss, double Accuracy, double Seconds, EpochResult? Completed);
