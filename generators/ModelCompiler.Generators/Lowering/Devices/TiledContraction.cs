using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A product of matrices for GPUs: a group copies a piece of both operands to local memory, every work item multiplies what it needs of it into its registers, and so on along the depth.
/// Sums run in one order whatever the device does, so that runs agree bit for bit.
/// </summary>
internal sealed class TiledContraction(Comprehension statement, ContractionShape shape, ContractionTile tile, IReadOnlyDictionary<MemoryPlace, string> buffers)
{
    private readonly OperandTile left = new("leftTile", buffers[shape.Left.Tensor.Place], shape.Left, shape.Rows, "row0", tile.Rows, shape.Depth, tile);
    private readonly OperandTile right = new("rightTile", buffers[shape.Right.Tensor.Place], shape.Right, shape.Columns, "column0", tile.Columns, shape.Depth, tile);
    private readonly VectorLowering vectors = new(buffers, null);

    public int LocalFloats => left.Floats + right.Floats;

    private long ColumnTiles => (shape.Columns.Each + tile.Columns - 1) / tile.Columns;

    /// <summary>Groups. Rows of several samples share a group where one sample's do not fill it; there may then be a group too many, which does nothing.</summary>
    public ItemCount Groups => !shape.Rows.HasBatch
        ? new ItemCount(RowTiles * ColumnTiles * shape.Outer.Each, 0)
        : shape.Rows.Each >= tile.Rows ? new ItemCount(RowTiles * ColumnTiles * shape.Outer.Each, 1) : new ItemCount(ColumnTiles * shape.Outer.Each, (int)(tile.Rows / shape.Rows.Each));

    private long RowTiles => (shape.Rows.Each + tile.Rows - 1) / tile.Rows;

    /// <param name="from">Where the sum begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="group">The group's number among those of the product.</param>
    /// <param name="scope">Binds what else the output needs.</param>
    public List<NestStatement> Lower(IntExpression group, IntExpression from, IntExpression to, AxisScope scope)
    {
        bool whole = from is IntNumber && OperandTile.IsWhole(shape.Depth, tile.Depth);
        List<NestStatement> outer = [];
        if (shape.Outer.Each > 1)
        {
            (outer, scope) = shape.Outer.Decode(new IntVariable("product"), scope, "");
            outer.Insert(0, new IntegerLet("product", group % shape.Outer.Each, false));
            group /= shape.Outer.Each;
        }

        List<NestStatement> code =
        [
            .. outer,
            new IntegerLet("lane", new IntWorkItem(WorkItemId.Local), false),
            new IntegerLet("row0", (group / ColumnTiles) * tile.Rows, false),
            new IntegerLet("column0", (ColumnTiles == 1 ? 0 : group % ColumnTiles) * tile.Columns, false),
            new IntegerLet("cellRow", (new IntVariable("lane") / tile.ColumnsOfItems) * tile.CellRows, false),
            new IntegerLet("cellColumn", new IntVariable("lane") % tile.ColumnsOfItems, false),
            left.Declaration,
            right.Declaration,
            .. left.Prepare(),
            .. right.Prepare(),
        ];
        foreach ((int i, int j) in Cells()) code.Add(new VectorLet(Sum(i, j), new Splat(0, 1)));
        IntExpression depth = new IntVariable("depth");
        List<NestStatement> body = [left.Copy(depth, to, whole, scope), right.Copy(depth, to, whole, scope), new GroupBarrier(), Multiply(), new GroupBarrier()];
        code.Add(new Loop("depth", from, to, tile.Depth, false, body.ToEquatableArray()));
        code.AddRange(Finish(scope));
        return code;
    }

    private IEnumerable<(int Row, int Column)> Cells() =>
        Enumerable.Range(0, tile.CellRows).SelectMany(i => Enumerable.Range(0, tile.CellColumns).Select(j => (i, j)));

    private static string Sum(int i, int j) => $"sum{i}_{j}";

    /// <summary>A work item's rows are neighbours; its columns lie as far apart as the group's items, so that neighbouring items read and write neighbouring floats.</summary>
    private Loop Multiply()
    {
        var body = new List<NestStatement>();
        VectorLoad At(string array, string cell, int stride, int offset) =>
            new(new Access(array, (LinearForm.Of("step") * stride) + LinearForm.Of(cell) + LinearForm.Number(offset)), 1);
        for (int i = 0; i < tile.CellRows; i++) body.Add(new VectorLet($"left{i}", At("leftTile", "cellRow", left.Stride, i)));
        for (int j = 0; j < tile.CellColumns; j++) body.Add(new VectorLet($"right{j}", At("rightTile", "cellColumn", right.Stride, j * tile.ColumnsOfItems)));
        foreach ((int i, int j) in Cells()) body.Add(new VectorSet(Sum(i, j), new MultiplyAdd(new VectorName($"left{i}", 1), new VectorName($"right{j}", 1), new VectorName(Sum(i, j), 1))));
        return new Loop("step", 0, tile.Depth, 1, false, body.ToEquatableArray());
    }

    private List<NestStatement> Finish(AxisScope scope)
    {
        var code = new List<NestStatement>();
        foreach (Axis axis in statement.OutputAxes.Where(a => a.Extent == 1)) scope = scope.With(axis, 0);
        var columns = new (IntExpression Number, AxisScope Scope)[tile.CellColumns];
        for (int j = 0; j < tile.CellColumns; j++)
        {
            IntExpression number = new IntVariable("column0") + new IntVariable("cellColumn") + ((long)j * tile.ColumnsOfItems);
            code.Add(new IntegerLet($"column{j}At", number, false));
            (List<NestStatement> lets, AxisScope bound) = shape.Columns.Decode(new IntVariable($"column{j}At"), scope, $"Column{j}");
            code.AddRange(lets);
            columns[j] = (new IntVariable($"column{j}At"), bound);
        }

        for (int i = 0; i < tile.CellRows; i++) code.AddRange(FinishRow(i, columns));
        return code;
    }

    private List<NestStatement> FinishRow(int i, (IntExpression Number, AxisScope Scope)[] columns)
    {
        string row = $"row{i}At";
        List<NestStatement> body = [];
        List<NestStatement> lets = [];
        for (int j = 0; j < tile.CellColumns; j++)
        {
            (lets, AxisScope scope) = shape.Rows.Decode(new IntVariable(row), columns[j].Scope, $"Row{i}");
            VectorExpression value = vectors.Lower(statement.Epilogue, scope, 1, new VectorName(Sum(i, j), 1));
            var store = new Store(vectors.At(statement.Output, [.. statement.OutputAxes.Select(AffineIndex.Of)], scope), value);
            bool inside = OperandTile.IsWhole(shape.Columns, tile.Columns);
            body.AddRange(GuardedLoad.When(inside ? [] : [new Condition(ConditionKind.Less, columns[j].Number, shape.Columns.Count)], [store]));
        }

        bool all = !shape.Rows.HasBatch && OperandTile.IsWhole(shape.Rows, tile.Rows);
        return
        [
            new IntegerLet(row, new IntVariable("row0") + new IntVariable("cellRow") + i, false),
            .. GuardedLoad.When(all ? [] : [new Condition(ConditionKind.Less, new IntVariable(row), shape.Rows.Count)], [.. lets, .. body]),
        ];
    }
}
