namespace Architectures.Training;

/// <summary>How many samples a network of a certain size can be shown in about a minute on two cores.</summary>
internal sealed record TrainingPlan(int Train, int Test, int Batch)
{
    // A step takes about three times the arithmetic of a prediction.
    private const double StepCost = 3;
    private const double Arithmetic = 3e12;
    private const double BatchMemory = 1e9;

    public static TrainingPlan For(ModelSummary summary, TrainingOptions options)
    {
        var affordable = Arithmetic / (StepCost * options.Epochs * Math.Max(1, summary.MultiplyAdds));
        var train = options.Samples ?? (int)Math.Clamp(affordable, 16, 6000);
        var batch = options.Batch ?? (int)Math.Clamp(BatchMemory / Math.Max(1, summary.ActivationBytes), 1, 32);
        return new TrainingPlan(train, Math.Max(8, train / 4), Math.Clamp(batch, 1, Math.Max(1, train / 4)));
    }
}
