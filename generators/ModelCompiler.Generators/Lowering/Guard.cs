using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>The condition that an index is whole and inside; points where it fails are skipped.</summary>
internal sealed record Guard(AffineIndex Index, int Extent)
{
    /// <summary>The guards that a statement's loads need, each once.</summary>
    public static IReadOnlyList<Guard> Of(Comprehension statement) =>
        [.. statement.Body.Loads()
            .SelectMany(l => l.Indices.Zip(l.Tensor.Extents, (index, extent) => new Guard(index, extent)))
            .Where(g => g.Index.NeedsGuard(g.Extent))
            .Distinct()];

    /// <summary>Whether the point passes, when every axis has a known value.</summary>
    public bool Holds(Func<Axis, int> value) => Holds(Index.Constant + Index.Terms.Sum(t => t.Coefficient * value(t.Axis)));

    /// <summary>Whether an index of this numerator is whole and inside.</summary>
    public bool Holds(int numerator) => numerator % Index.Divisor == 0 && numerator >= 0 && numerator / Index.Divisor < Extent;
}
