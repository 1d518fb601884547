namespace ModelCompiler.Training;

/// <summary>How far training is when a step begins.</summary>
/// <param name="Step">Steps completed: 0 for the first.</param>
/// <param name="Epoch">
/// Epochs completed: 0 throughout the first. <see cref="Trainer{T}.Fit"/> counts them, over all fits of a trainer.
/// </param>
public readonly record struct TrainingTime(long Step, long Epoch);

/// <summary>What a schedule counts time in.</summary>
public enum ScheduleUnit
{
    /// <summary>Steps, one for each batch.</summary>
    Step,

    /// <summary>Epochs: the rate is the same for all steps of one.</summary>
    Epoch,
}
