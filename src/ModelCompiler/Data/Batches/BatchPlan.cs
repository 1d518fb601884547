namespace ModelCompiler.Data;

/// <summary>What a reader of batches is to make of a data set.</summary>
/// <param name="BatchSize">Samples of a batch; the last of an epoch may have fewer.</param>
/// <param name="Training">Whether samples are augmented.</param>
/// <param name="Outputs">Outputs of the model, for samples whose labels mixup turns into dense targets; 0 if unknown.</param>
internal sealed record BatchPlan(int BatchSize, bool Training, int Outputs = 0);
