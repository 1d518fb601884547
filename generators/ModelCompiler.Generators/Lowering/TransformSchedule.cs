using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The schedule of a small constant matrix times many vectors, as in Winograd's transforms: all rows of the matrix are cells in registers
/// and all its columns are written out, so that its numbers become literals and its zeros cost nothing.
/// <code>
/// for outer axes, for tiles (split where the border begins), for vectors
///   sum[rows] = 0;  sum[row] += literal · value   for each column;  store
/// </code>
/// </summary>
internal static class TransformSchedule
{
    /// <summary>Cells and taps that stay readable and in registers.</summary>
    private const int MostCells = 8, MostTaps = 36;

    /// <summary>Null where the statement is something else.</summary>
    public static Schedule? Choose(Comprehension statement, Target target)
    {
        if (ConstantMatrixProduct.Match(statement) is not { IsOfVectors: true, Matrix: var matrix, Channels: var lanes }
            || !Strides.CanBeLanes(statement, lanes)) return null;
        Tile[] tiles = [.. statement.OutputAxes.Where(a => a != lanes && !a.IsBatch)
            .Select(a => TileOf(statement, matrix, a)).OfType<Tile>()];
        int cells = tiles.Aggregate(1, (n, t) => n * t.Factor), taps = statement.ReductionAxes.Aggregate(1, (n, a) => n * a.Extent);
        if (!Decisions.Choose(cells <= MostCells && taps <= MostTaps, Branch.MatrixWrittenOut, Branch.MatrixTooLarge)) return null;
        return new Schedule(lanes, false, target.Lanes, 1, tiles.ToEquatableArray(), statement.ReductionAxes);
    }

    /// <summary>
    /// Rows of the matrix whole; axes in a guard in steps at which one pattern of taps fits, so that borders become pieces of their own.
    /// </summary>
    private static Tile? TileOf(Comprehension statement, Load matrix, Axis axis)
    {
        if (matrix.Uses(axis)) return new Tile(axis, axis.Extent);
        int[] divisors = [.. Guard.Of(statement).Where(g => g.Index.Uses(axis)).Select(g => g.Index.Divisor)];
        return divisors.Length == 0 ? null : new Tile(axis, divisors.Max());
    }
}
