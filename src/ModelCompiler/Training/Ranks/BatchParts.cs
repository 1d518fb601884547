namespace ModelCompiler.Training;

/// <summary>
/// A batch divided into parts, of as equal sizes as possible, and the parts over ranks. Where samples lie follows from the batch and the
/// number of parts alone; ranks take neighbouring parts.
/// </summary>
/// <param name="Samples">Samples of the batch.</param>
/// <param name="Count">Parts; of fewer samples, the last parts of each rank's may be empty, the first never is.</param>
internal readonly record struct BatchParts(int Samples, int Count)
{
    /// <summary>The first sample of a part.</summary>
    public int Start(int part) => (int)(((long)Samples * part + Count - 1) / Count);

    /// <summary>Samples of a part.</summary>
    public int Length(int part) => Start(part + 1) - Start(part);

    /// <summary>Samples of neighbouring parts.</summary>
    public int Length(int from, int to) => Start(to) - Start(from);

    /// <summary>What the mean over a part counts in the mean over the batch.</summary>
    public float Weight(int part) => (float)Length(part) / Samples;

    /// <summary>The first part of a rank.</summary>
    public static int FirstOf(int rank, int ranks, int parts) => (int)((long)parts * rank / ranks);
}
