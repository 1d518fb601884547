namespace ModelCompiler.Training;

/// <summary>
/// Ranks that should train one model together differ in what they were given. Thrown on all of them, before the first step.
/// </summary>
public sealed class RankMismatchException : ModelException
{
    internal RankMismatchException(string modelName, int rank, string what, string expected, string actual, string advice) : base(
        $"'{modelName}': rank {rank} differs from rank 0: {what} is {actual} there, but {expected} on rank 0. {advice}") =>
        (Rank, What, Expected, Actual) = (rank, what, expected, actual);

    /// <summary>The first rank that differs.</summary>
    public int Rank { get; }

    /// <summary>What differs.</summary>
    public string What { get; }

    /// <summary>What rank 0 has.</summary>
    public string Expected { get; }

    /// <summary>What the other one has.</summary>
    public string Actual { get; }
}

/// <summary>A batch that is divided into fewer parts than there are ranks: some would never have anything to do.</summary>
public sealed class TooFewBatchPartsException : ModelException
{
    internal TooFewBatchPartsException(string modelName, int parts, int ranks) : base(
        $"'{modelName}': each batch is divided into {parts} parts, but there are {ranks} ranks, and a rank takes whole parts. "
        + $"Set TrainerOptions.BatchParts to {ranks} or a multiple of it; runs with the same number of parts end with the same weights "
        + "on any number of ranks.") =>
        (Parts, Ranks) = (parts, ranks);

    /// <summary>Parts of a batch.</summary>
    public int Parts { get; }

    /// <summary>Ranks.</summary>
    public int Ranks { get; }
}
