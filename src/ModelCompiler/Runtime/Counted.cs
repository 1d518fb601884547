namespace ModelCompiler.Runtime;

/// <summary>Counts in messages.</summary>
internal static class Counted
{
    /// <summary><c>1 sample</c>, <c>2 samples</c>.</summary>
    public static string Samples(long count) => count == 1 ? "1 sample" : $"{count} samples";
}
