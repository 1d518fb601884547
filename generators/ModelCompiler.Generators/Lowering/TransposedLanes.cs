using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// A contraction whose written rows are shorter than a vector (six filters), but whose data are contiguous along another output axis (an
/// image of one channel along its width), takes that axis for its lanes: all lanes are full, in the multiply-adds and in the functions of
/// the epilogue. The cells of a whole row are in registers, and turned into rows as they are written.
/// <code>
/// sum[o] += input[n, y + ky, x.. + kx, 0] · kernel[ky, kx, 0, o]        o: all in registers, x: lanes
/// output[n, y, x.., 0..o] = transpose(epilogue(sum))
/// </code>
/// </summary>
internal static class TransposedLanes
{
    /// <summary>Cells that are turned into rows together.</summary>
    public const int Cells = 4;

    /// <summary>Lanes of a copy at most: it waits for its stores, which are of four lanes, so that wider vectors bring nothing.</summary>
    public const int WidestTurn = 8;

    /// <summary>Cycles for turning and storing one vector: two shuffles and four stores of four lanes.</summary>
    private const double TurnCost = 4;

    /// <summary>It must win clearly over contiguous stores.</summary>
    private const double Share = 0.8;

    public static Schedule? Choose(Comprehension statement, Axis last, Target target)
    {
        if (!target.Transposes || statement.IsDot || statement.Output.Element != ElementType.Single || last.Extent < Cells
            || last.Extent + 2 > target.Registers || statement.ReductionAxes.Any(a => a.IsBatch)) return null;
        double usual = CostModel.Lanes(statement, last, target, 0);
        Schedule? best = null;
        foreach (Axis axis in statement.OutputAxes.Where(
            a => a != last && !a.IsBatch && a.Extent >= target.Widest && Strides.CanBeLanes(statement, a)))
        {
            double cost = CostModel.Lanes(statement, axis, target, TurnCost);
            if (!Decisions.Choose(cost < Share * usual, Branch.LanesTransposed, Branch.LanesTransposedCostMore)) continue;
            usual = cost;
            int vectors = LaneSplit.Cover(axis.Extent, target.Lanes, overlap: true).Count;
            int block = Enumerable.Range(1, Math.Min(vectors, target.Registers))
                .Last(b => b == 1 || CostModel.Fits(last.Extent, b, target));
            best = new Schedule(axis, false, target.Lanes, block, [new Tile(last, last.Extent)], []) { Transposed = true };
        }

        return best;
    }

    /// <summary>
    /// A copy whose rows are read down columns, as weights for the gradient of a layer's input: vectors along the axis that is contiguous
    /// where it is read, four of them turned at a time, and not a float at a time. Null where nothing is to be turned, or rows are no
    /// fours.
    /// </summary>
    public static Schedule? OfCopy(Comprehension statement, Axis last, Target target)
    {
        if (!target.Transposes || statement.Reduction != Reduction.None || statement.Output.Element != ElementType.Single) return null;
        if (Strides.CanBeLanes(statement, last) || Guard.Of(statement).Count > 0) return null;
        Axis? lanes = statement.OutputAxes.LastOrDefault(a => a != last && a.Extent >= Cells && Strides.CanBeLanes(statement, a));
        return Decisions.Choose(lanes is not null && last.Extent % Cells == 0, Branch.RowsTurned, Branch.RowsByFloats)
            ? new Schedule(lanes, false, [.. target.Lanes.Where(l => l is <= WidestTurn and >= Cells)], 1, [new Tile(last, Cells)], [])
            {
                Transposed = true,
            }
            : null;
    }

    /// <summary>The first cells of the groups of four that cover a row; the last group may repeat cells of the one before.</summary>
    public static IEnumerable<int> Groups(int cells)
    {
        int first = 0;
        for (; first + Cells <= cells; first += Cells) yield return first;
        if (first < cells) yield return cells - Cells;
    }
}
