using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Where a tiled axis's current tile begins.</summary>
/// <param name="Known">As <see cref="AxisBinding.Known"/>; null for the batch.</param>
internal sealed record TileStart(Axis Axis, LinearForm Start, int? Known, int Factor);

/// <summary>A place among the loops over outputs: everything bound but the cells inside the current tiles and lanes.</summary>
internal sealed record OutputPlace(AxisScope Scope, IReadOnlyList<TileStart> Tiles, LinearForm LaneBase, IReadOnlyList<LaneGroup> Groups)
{
    /// <summary>A scope for each cell of the current tiles; cells beyond an axis's end are left out.</summary>
    public IReadOnlyList<AxisScope> Points(AxisScope scope)
    {
        List<AxisScope> points = [scope];
        foreach (TileStart tile in Tiles)
        {
            points = [.. points.SelectMany(point => Enumerable.Range(0, tile.Factor)
                .Where(cell => tile.Axis.IsBatch || tile.Known + cell < tile.Axis.Extent)
                .Select(cell => point.With(tile.Axis, tile.Start + LinearForm.Number(cell), tile.Known + cell)))];
        }

        return points;
    }

    public OutputPlace Bind(Axis axis, LinearForm value, int? known = null) => this with { Scope = Scope.With(axis, value, known) };

    public OutputPlace WithTile(TileStart tile) => this with { Tiles = [.. Tiles, tile] };
}

/// <summary>Neighbouring loop values at which the same points of tiles and unrolled axes are active; values from From to To - 1.</summary>
internal readonly record struct Run(int From, int To)
{
    /// <summary>Groups the values 0 to count - 1 by their pattern.</summary>
    /// <param name="changes">
    /// The values at which the pattern may be another than at the value before, in order; at all others it is the same.
    /// </param>
    public static IReadOnlyList<Run> Split(int count, IEnumerable<int> changes, Func<int, string> pattern)
    {
        var runs = new List<Run> { new(0, count) };
        string last = pattern(0);
        foreach (int value in changes)
        {
            string current = pattern(value);
            if (current == last) continue;
            runs[runs.Count - 1] = runs[runs.Count - 1] with { To = value };
            runs.Add(new Run(value, count));
            last = current;
        }

        return runs;
    }
}
