namespace ModelCompiler.Generators.Support;

/// <summary>
/// Counts how often each <see cref="Branch"/> is taken, while a test asks for it: a rewrite or a schedule that only large networks get is
/// otherwise seen by no test, and its errors by no one. Without a recorder a decision costs the reading of one field.
/// </summary>
internal static class Decisions
{
    private static readonly AsyncLocal<long[]?> Current = new();
    private static volatile bool recorded;

    /// <summary>
    /// Counts, by number of branch, from here on, in what this call of the caller runs and in the threads that it starts.
    /// </summary>
    public static long[] Record()
    {
        var counts = new long[Enum.GetValues(typeof(Branch)).Length];
        Current.Value = counts;
        recorded = true;
        return counts;
    }

    /// <summary>Whether decisions are counted in what this thread runs.</summary>
    public static bool AreRecorded => recorded && Current.Value is not null;

    /// <returns>True, for conditions.</returns>
    public static bool Take(Branch branch)
    {
        if (recorded && Current.Value is { } counts) Interlocked.Increment(ref counts[(int)branch]);
        return true;
    }

    /// <returns>False, for conditions.</returns>
    public static bool Refuse(Branch branch) => !Take(branch);

    /// <summary>Takes one of two branches, and gives the condition back.</summary>
    public static bool Choose(bool condition, Branch then, Branch otherwise)
    {
        Take(condition ? then : otherwise);
        return condition;
    }

    /// <summary>Takes a branch that ends in a result.</summary>
    public static T Take<T>(Branch branch, T result)
    {
        Take(branch);
        return result;
    }
}
