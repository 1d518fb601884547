using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// Numbers that depend on a position alone, as what of a window lies in its map. A few are written into the code, where a tile reads those
/// of its positions at build time; many are computed by a statement of their own, which runs once: code does not grow with the picture.
/// </summary>
internal static class Positions
{
    /// <summary>So many are written.</summary>
    public const int Written = 4096;

    /// <summary>The last axis of computed numbers: a column of them, so that no vector of positions meets a border.</summary>
    public static Axis One { get; } = new("one", 1);

    public static Load Table(string name, IEnumerable<float> numbers, AffineIndex place) => new(Tensor.Table(name, numbers), [place]);

    /// <summary>
    /// 1 / Σ of the weights of those taps that lie in the map: <paramref name="weight"/> at the points where <paramref name="read"/> is an
    /// index of <paramref name="extent"/> cells.
    /// </summary>
    /// <returns>The statement, whose output is one number for each position.</returns>
    public static Comprehension InverseOfFound(
        string name, IReadOnlyList<Axis> places, Axis tap, AffineIndex read, int extent, Expression weight)
    {
        Tensor inverse = new(name, Storage.Fixed, [.. places.Select(a => a.Extent), 1]);
        Expression found = new Select(Comparison.Greater, Inside(name, read, extent), 0f, weight, 0f);
        return Comprehension.Reduce(name, inverse, [.. places, One], [tap], Reduction.Sum, found) with
        {
            Epilogue = 1f / (Expression)new Accumulator(),
        };
    }

    /// <summary>1 where an index is one of so many cells; elsewhere the point is skipped.</summary>
    public static Load Inside(string name, AffineIndex index, int extent) =>
        new(Tensor.Table($"{name}.one", [1f]).View(1, 1).Repeated([extent, 1], 0), [index, new AffineIndex([])]);
}
