using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A contraction seen as a product of matrices: rows are the output axes of one operand, columns those of the other, depth is what is
/// summed. A convolution is one too: its image is read through its indices, as a matrix that is nowhere stored.
/// </summary>
/// <param name="Left">The operand that has the rows.</param>
/// <param name="Right">The operand that has the columns; the output's last axis is among them.</param>
/// <param name="Outer">Output axes of both operands: for each of these places there is a product of its own, as in Winograd's way.</param>
internal sealed record ContractionShape(Load Left, Load Right, FlatAxes Outer, FlatAxes Rows, FlatAxes Columns, FlatAxes Depth)
{
    /// <summary>
    /// Null for what is no such product: its last axis belongs to both operands, as a depthwise convolution's channels do, or an axis to
    /// none.
    /// </summary>
    public static ContractionShape? Of(Comprehension statement)
    {
        if (!statement.IsContraction || statement.IsDot || statement.Body is not Binary { Left: Load a, Right: Load b }) return null;
        Axis[] outputs = [.. statement.OutputAxes.Where(o => o.Extent != 1)];
        if (outputs.Length == 0 || outputs.Any(o => !a.Uses(o) && !b.Uses(o))) return null;
        Axis last = outputs[outputs.Length - 1];
        Axis[] outer = [.. outputs.Where(o => a.Uses(o) && b.Uses(o))];
        if (outer.Contains(last) || outer.Any(o => o.IsBatch)) return null;
        bool swap = a.Uses(last);
        (Load left, Load right) = swap ? (b, a) : (a, b);
        var columns = new FlatAxes(outputs.Where(o => right.Uses(o) && !outer.Contains(o)));
        return columns.HasBatch ? null : new ContractionShape(left, right, new FlatAxes(outer),
            new FlatAxes(outputs.Where(o => left.Uses(o) && !outer.Contains(o))), columns, new FlatAxes(statement.ReductionAxes));
    }
}

/// <summary>
/// How a group shares a product: each group computes <paramref name="Rows"/> × <paramref name="Columns"/>, each work item some of them in
/// registers.
/// </summary>
/// <param name="Depth">Steps of the sum for which both operands lie in local memory at a time.</param>
/// <param name="CellRows">Rows of a work item.</param>
/// <param name="CellColumns">Columns of a work item.</param>
internal sealed record ContractionTile(int Rows, int Columns, int Depth, int CellRows, int CellColumns)
{
    public int RowsOfItems => Rows / CellRows;

    public int ColumnsOfItems => Columns / CellColumns;

    public int GroupSize => RowsOfItems * ColumnsOfItems;

    public override string ToString() => $"{CellRows}×{CellColumns} of {Rows}×{Columns}, {Depth} deep";
}
