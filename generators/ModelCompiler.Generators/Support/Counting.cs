namespace ModelCompiler.Generators.Support;

/// <summary>Products and sums of counts of at least 0 that stop at <see cref="long.MaxValue"/> instead of wrapping around.</summary>
internal static class Counting
{
    public static long Product(IEnumerable<int> extents) => extents.Aggregate(1L, (product, extent) => Times(product, extent));

    public static long Times(long a, long b) => a != 0 && b > long.MaxValue / a ? long.MaxValue : a * b;

    public static long Plus(long a, long b) => b > long.MaxValue - a ? long.MaxValue : a + b;

    public static long Sum(IEnumerable<long> counts) => counts.Aggregate(0L, Plus);
}
