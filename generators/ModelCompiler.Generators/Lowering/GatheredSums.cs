using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Partial sums of neighbouring outputs that become one vector: adding up the lanes of four vectors together takes a third of the shuffles
/// of one after another, and what follows is done for four outputs at a time.
/// </summary>
internal static class GatheredSums
{
    /// <summary>Outputs that are gathered into a vector.</summary>
    public const int Lanes = 4;

    /// <summary>The tiled output axis along which sums are gathered; null where there is none, or where what follows cannot be
    /// done in lanes.</summary>
    public static Axis? Axis(Comprehension statement, Schedule schedule)
    {
        if (!schedule.AlongReduction) return null;
        Axis last = statement.OutputAxes[statement.OutputAxes.Count - 1];
        bool gathers = schedule.Lanes.Contains(Lanes) && schedule.Factor(last) >= Lanes && FinishesInLanes(statement, last);
        return Decisions.Choose(gathers, Branch.SumsGathered, Branch.SumsOneByOne) ? last : null;
    }

    /// <summary>Whether finished sums can be neighbours of a vector: what is done with them, and where they are stored.</summary>
    private static bool FinishesInLanes(Comprehension statement, Axis axis) =>
        Strides.Along(statement.Output, [.. statement.OutputAxes.Select(AffineIndex.Of)], axis) == 1
        && Strides.CanBeLanes(statement with { Body = new Constant(0), ReductionAxes = [] }, axis);

    /// <summary>The points of a tile by the vectors that their sums become; each alone where no axis is given.</summary>
    public static IReadOnlyList<int[]> Of(OutputPlace place, Axis? axis)
    {
        int points = place.Points(place.Scope).Count, inner = 1, cells = 1;
        foreach (TileStart tile in place.Tiles.Reverse())
        {
            cells = tile.Axis.IsBatch ? tile.Factor : Math.Min(tile.Factor, tile.Axis.Extent - tile.Known!.Value);
            if (tile.Axis == axis) break;
            inner *= cells;
        }

        if (axis is null) return [.. Enumerable.Range(0, points).Select(p => new[] { p })];
        int whole = cells / Lanes * Lanes;
        int Cell(int point) => point / inner % cells;
        return
        [
            .. Enumerable.Range(0, points).Where(p => Cell(p) >= whole || Cell(p) % Lanes == 0)
                .Select(p => Cell(p) >= whole ? [p] : Enumerable.Range(0, Lanes).Select(l => p + (l * inner)).ToArray()),
        ];
    }
}
