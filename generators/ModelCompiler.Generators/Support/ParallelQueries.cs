namespace ModelCompiler.Generators.Support;

/// <summary>Independent parts of a compilation's work, on all processors, with results in the order of the parts.</summary>
internal static class ParallelQueries
{
    [ThreadStatic]
    private static bool here;

    public static ParallelQuery<T> InParallel<T>(this IEnumerable<T> parts, CancellationToken cancellation = default)
    {
        ParallelQuery<T> query = parts.AsParallel().AsOrdered().WithCancellation(cancellation);
        return here ? query.WithDegreeOfParallelism(1) : query;
    }

    /// <summary>
    /// Runs an action with all of its work on the calling thread, where a test can count what it takes: PLINQ runs one part at a time on
    /// its caller.
    /// </summary>
    public static void OnThisThread(Action action)
    {
        (bool before, here) = (here, true);
        try
        {
            action();
        }
        finally
        {
            here = before;
        }
    }
}
