namespace ModelCompiler.Runtime;

/// <summary>Independent items that several threads may compute at once, each item exactly once.</summary>
internal interface IRangeWork
{
    /// <summary>Computes items <paramref name="from"/> to <paramref name="to"/> (exclusive) of job <paramref name="job"/>.</summary>
    void Execute(int job, int from, int to);
}
