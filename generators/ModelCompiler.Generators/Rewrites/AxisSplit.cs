using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Axes of one shape by the axes of a finer one: where 96 channels are written as 2 groups of 48, <c>c</c> is <c>48·g + o</c>.
/// </summary>
internal static class AxisSplit
{
    /// <returns>An index for each coarse axis, or null where the fine axes do not divide the coarse ones.</returns>
    public static IReadOnlyDictionary<Axis, AffineIndex>? Of(IReadOnlyList<Axis> coarse, IReadOnlyList<Axis> fine)
    {
        var split = new Dictionary<Axis, AffineIndex>();
        int next = 0;
        foreach (Axis axis in coarse)
        {
            var parts = new List<Axis>();
            for (long size = 1; next < fine.Count && (parts.Count == 0 || size < axis.Extent); next++)
            {
                parts.Add(fine[next]);
                size *= fine[next].Extent;
            }

            if (parts.Aggregate(1L, (size, part) => size * part.Extent) != axis.Extent) return null;
            split.Add(axis, AffineIndex.RowMajor(parts));
        }

        while (next < fine.Count && fine[next].Extent == 1) next++;

        return next == fine.Count ? split : null;
    }
}
