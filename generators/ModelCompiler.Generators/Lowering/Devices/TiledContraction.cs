using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A product of matrices for GPUs: a group copies a piece of both operands to local memory, every work item multiplies what it needs of it
/// in its registers, and so on along the depth. The next piece is on its way while one is multiplied: it is read into registers before, and
/// put into the other half of the local arrays after. Sums run in one order whatever the device does, so that runs agree bit for bit.
/// </summary>
internal sealed class TiledContraction(Comprehension statement, ContractionShape shape, ContractionTile tile,
    IReadOnlyDictionary<MemoryPlace, string> buffers)
{
    /// <summary>Columns that a work item computes in one vector.</summary>
    private const int Vector = 4;

    private readonly OperandTile left = new("left", buffers[shape.Left.Tensor.Place], shape.Left, shape.Rows, "row0",
        tile.Rows, shape.Depth, tile);
    private readonly OperandTile right = new("right", buffers[shape.Right.Tensor.Place], shape.Right, shape.Columns, "column0",
        tile.Columns, shape.Depth, tile);

    /// <summary>Four neighbouring columns end up as four neighbouring floats, and their epilogue is one of vectors.</summary>
    private readonly bool together = FinishesVectors(statement, shape);

    public int LocalFloats => 2 * (left.Floats + right.Floats);

    private long ColumnTiles => (shape.Columns.Each + tile.Columns - 1) / tile.Columns;

    private int Quads => tile.CellColumns / Vector;

    /// <summary>
    /// Groups. Rows of several samples share a group where one sample's do not fill it; there may then be a group too many, which does
    /// nothing.
    /// </summary>
    public ItemCount Groups => !shape.Rows.HasBatch
        ? new ItemCount(RowTiles * ColumnTiles * shape.Outer.Each, 0)
        : shape.Rows.Each >= tile.Rows ? new ItemCount(RowTiles * ColumnTiles * shape.Outer.Each,
        1) : new ItemCount(ColumnTiles * shape.Outer.Each, (int)(tile.Rows / shape.Rows.Each));

    private long RowTiles => (shape.Rows.Each + tile.Rows - 1) / tile.Rows;

    /// <param name="from">Where the sum begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="group">The group's number among those of the product.</param>
    /// <param name="scope">Binds what else the output needs.</param>
    public List<NestStatement> Lower(IntExpression group, IntExpression from, IntExpression to, AxisScope scope)
    {
        List<NestStatement> outer = [];
        if (shape.Outer.Each > 1)
        {
            (outer, scope) = shape.Outer.Decode(new IntVariable("product"), scope, "");
            outer.Insert(0, new IntegerLet("product", group % shape.Outer.Each, false));
            group /= shape.Outer.Each;
        }

        bool whole = from is IntNumber && OperandTile.IsWhole(shape.Depth, tile.Depth) && !shape.Depth.HasBatch;
        List<NestStatement> code =
        [
            .. outer,
            new IntegerLet("lane", new IntWorkItem(WorkItemId.Local), false),
            new IntegerLet("row0", (group / ColumnTiles) * tile.Rows, false),
            new IntegerLet("column0", (ColumnTiles == 1 ? 0 : group % ColumnTiles) * tile.Columns, false),
            new IntegerLet("cellRow", (new IntVariable("lane") / tile.ColumnsOfItems) * tile.CellRows, false),
            new IntegerLet("cellColumn", (new IntVariable("lane") % tile.ColumnsOfItems) * Vector, false),
            left.Declaration,
            right.Declaration,
            .. left.Prepare(),
            .. right.Prepare(),
        ];
        foreach ((int i, int j) in Cells()) code.Add(new VectorLet(Sum(i, j), new Splat(0, Vector)));
        code.Add(new Scope([.. left.Fetch(from, to, whole, scope), .. right.Fetch(from, to, whole, scope), .. left.Keep(half: false),
            .. right.Keep(half: false)]));
        code.Add(new GroupBarrier());
        IntExpression end = to;
        if (shape.Rows.HasBatch)
        {
            // Groups are counted by samples, and then some have no rows: they take no turn. Not a condition: barriers stay outside of
            // those.
            code.Add(
                new IntegerLet("last", to * IntExpression.Min(IntExpression.Max(shape.Rows.Count - new IntVariable("row0"), 0), 1), false));
            end = new IntVariable("last");
        }

        code.Add(new Loop("depth", from, end, tile.Depth, false, Turn(from, to, scope).ToEquatableArray()));
        code.AddRange(Finish(scope));
        return code;
    }

    private List<NestStatement> Turn(IntExpression from, IntExpression to, AxisScope scope)
    {
        IntExpression depth = new IntVariable("depth"), next = depth + tile.Depth,
            turn = ((from is IntNumber { Value: 0 } ? depth : depth - from) / tile.Depth) % 2;
        return
        [
            new IntegerLet("turn", turn, false),
            new IntegerLet(OperandTile.Half, new IntNumber(1) - new IntVariable("turn"), false),
            .. left.Fetch(next, to, false, scope),
            .. right.Fetch(next, to, false, scope),
            new IntegerLet("leftAt", (new IntVariable("turn") * left.Floats) + new IntVariable("cellRow"), false),
            new IntegerLet("rightAt", (new IntVariable("turn") * right.Floats) + new IntVariable("cellColumn"), false),
            Multiply(),
            .. left.Keep(half: true),
            .. right.Keep(half: true),
            new GroupBarrier(),
        ];
    }

    private IEnumerable<(int Row, int Quad)> Cells() =>
        Enumerable.Range(0, tile.CellRows).SelectMany(i => Enumerable.Range(0, Quads).Select(j => (i, j)));

    private static string Sum(int i, int j) => $"sum{i}_{j}";

    /// <summary>
    /// A work item's rows are neighbours, and so are four of its columns each; the fours lie as far apart as the group's items, so that
    /// neighbouring items meet neighbouring floats.
    /// </summary>
    private Loop Multiply()
    {
        var body = new List<NestStatement>();
        AlignedLoad At(OperandTile operand, string at, int offset) =>
            new(new Access(operand.Array, (LinearForm.Of("step") * operand.Stride) + LinearForm.Of(at) + LinearForm.Number(offset)),
                Vector);
        for (int i = 0; i < tile.CellRows; i += Vector) body.Add(new VectorLet($"left{i}", At(left, "leftAt", i)));
        for (int j = 0; j < Quads; j++) body.Add(new VectorLet($"right{j}", At(right, "rightAt", j * Vector * tile.ColumnsOfItems)));
        foreach ((int i, int j) in Cells())
        {
            var row = new LaneOf(new VectorName($"left{i / Vector * Vector}", Vector), i % Vector, Vector);
            body.Add(
                new VectorSet(Sum(i, j), new MultiplyAdd(row, new VectorName($"right{j}", Vector), new VectorName(Sum(i, j), Vector))));
        }

        return new Loop("step", 0, tile.Depth, 1, false, body.ToEquatableArray());
    }

    private List<NestStatement> Finish(AxisScope scope)
    {
        var code = new List<NestStatement>();
        scope = scope.WithSingles(statement.OutputAxes);
        var columns = new List<Columns>();
        var parts = new TileAddresses(together && OperandTile.IsWhole(shape.Columns, tile.Columns), buffers[statement.Output.Place]);
        for (int j = 0; j < Quads; j++)
        {
            for (int lane = 0; lane < Vector; lane += together ? Vector : 1)
            {
                int number = (j * Vector) + lane;
                code.Add(new IntegerLet($"column{number}At",
                    new IntVariable("column0") + new IntVariable("cellColumn") + (((long)j * Vector * tile.ColumnsOfItems) + lane), false));
                (List<NestStatement> lets, AxisScope bound) = shape.Columns.Decode(new IntVariable($"column{number}At"),
                    scope, $"Column{number}");
                code.AddRange(lets);
                parts.AddColumn(number, bound, shape.Columns.Axes);
                columns.Add(new Columns(j, lane, number, bound));
            }
        }

        List<NestStatement> rows = [.. Enumerable.Range(0, tile.CellRows).SelectMany(i => FinishRow(i, columns, parts))];
        return [.. code, .. parts.OfColumns, .. rows];
    }

    private List<NestStatement> FinishRow(int i, List<Columns> columns, TileAddresses parts)
    {
        string row = $"row{i}At";
        List<NestStatement> body = [];
        List<NestStatement> lets = [];
        int lanes = together ? Vector : 1;
        var vectors = new VectorLowering(buffers, together ? shape.Columns.Axes[shape.Columns.Axes.Count - 1] : null);
        foreach (Columns column in columns)
        {
            (lets, AxisScope scope) = shape.Rows.Decode(new IntVariable(row), column.Scope, $"Row{i}");
            var sum = new VectorName(Sum(i, column.Quad), Vector);
            VectorExpression value = vectors.Lower(statement.Epilogue, scope, lanes, together ? sum : new LaneOf(sum, column.Lane, 1));
            var store = new Store(vectors.Output(statement, scope),
                value, Aligned: together);
            bool inside = OperandTile.IsWhole(shape.Columns, tile.Columns);
            IntVariable at = new($"column{column.Number}At");
            body.AddRange(Conditional.When(inside ? [] : [new Condition(ConditionKind.Less, at, shape.Columns.Count)],
                [parts.Rewrite(store, column.Number, i, scope, shape.Rows.Axes)]));
        }

        bool all = !shape.Rows.HasBatch && OperandTile.IsWhole(shape.Rows, tile.Rows);
        return
        [
            new IntegerLet(row, new IntVariable("row0") + new IntVariable("cellRow") + i, false),
            .. Conditional.When(all ? [] : [new Condition(ConditionKind.Less, new IntVariable(row), shape.Rows.Count)],
                [.. lets, .. parts.OfRow(i), .. body]),
        ];
    }

    private static bool FinishesVectors(Comprehension statement, ContractionShape shape)
    {
        Axis last = shape.Columns.Axes[shape.Columns.Axes.Count - 1];
        Tensor output = statement.Output;
        return last.Extent % Vector == 0 && statement.OutputAxes[statement.OutputAxes.Count - 1] == last && output.Offset % Vector == 0
            && Enumerable.Range(0, output.Extents.Count - 1).All(d => output.Extents[d] == 1 || output.Stride(d) % Vector == 0)
            && Strides.CanBeLanes(statement with { Body = 0f }, last);
    }

    /// <summary>Columns that are finished in one go: four, or the lane of a four.</summary>
    private sealed record Columns(int Quad, int Lane, int Number, AxisScope Scope);
}
