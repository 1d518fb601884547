namespace ModelCompiler.Training;

/// <summary>Settings of a <see cref="Trainer{T}"/>.</summary>
public sealed class TrainerOptions
{
    /// <summary>What dropout and the order of samples are drawn from: equal seeds, weights and data give equal results, bit for bit, on
    /// any number of threads. Default: 0.</summary>
    public int Seed { get; init; }
}
