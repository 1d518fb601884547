using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>Kernel → the ways in which a GPU may compute it, best guess first. The last one needs neither local memory nor more than 64 work items in a group.</summary>
internal static class GpuLowering
{
    /// <summary>Groups that keep a large GPU busy.</summary>
    private const long ManyGroups = 256;

    /// <summary>Multiply-adds at a nominal batch below which copying to local memory gains nothing.</summary>
    private const long LittleWork = 200_000;

    private static readonly ContractionTile[] Tiles =
    [
        new(Rows: 64, Columns: 64, Depth: 16, CellRows: 4, CellColumns: 4),
        new(Rows: 128, Columns: 64, Depth: 8, CellRows: 8, CellColumns: 8),
        new(Rows: 32, Columns: 32, Depth: 16, CellRows: 2, CellColumns: 4),
        new(Rows: 64, Columns: 16, Depth: 16, CellRows: 4, CellColumns: 4),
    ];

    public static EquatableArray<DeviceVariant> Lower(Kernel kernel, string name)
    {
        Comprehension[] statements = [.. kernel.Statements.Select(ElementwiseFlattening.Run)];
        IReadOnlyList<BufferParameter> buffers = BufferNaming.Of(kernel, statements);
        if (statements.Length > 1) return [Rows(statements, name, buffers)];
        Comprehension statement = statements[0];
        var variants = new List<DeviceVariant>(Products(statement, name, buffers));
        if (TreeReduction.Pays(statement) && variants.Count == 0) variants.Add(Tree(statement, name, buffers));
        variants.Add(Cells(statement, name, buffers));
        return variants.ToEquatableArray();
    }

    private static IEnumerable<DeviceVariant> Products(Comprehension statement, string name, IReadOnlyList<BufferParameter> buffers)
    {
        if (ContractionShape.Of(statement) is not { } shape) yield break;
        long rows = Nominal(shape.Rows), columns = shape.Columns.Each, depth = Nominal(shape.Depth);
        if (columns < 4 || rows < 4 || depth < 8 || shape.Outer.Each * rows * columns * depth < LittleWork) yield break;
        foreach (ContractionTile tile in Choose(rows, columns))
        {
            long groups = shape.Outer.Each * ((rows + tile.Rows - 1) / tile.Rows) * ((columns + tile.Columns - 1) / tile.Columns);
            long most = depth / (8 * tile.Depth);
            int parts = 1;
            while (parts * 2 <= most && groups * parts < ManyGroups && parts < 64) parts *= 2;
            yield return parts > 1 && !shape.Rows.HasBatch ? Split(statement, shape, tile, parts, name, buffers) : Product(statement, shape, tile, name, buffers);
        }
    }

    /// <summary>The two tiles that waste the fewest multiply-adds beyond the edges, larger ones first where all are full.</summary>
    private static IEnumerable<ContractionTile> Choose(long rows, long columns)
    {
        double Waste(ContractionTile t) => (double)((rows + t.Rows - 1) / t.Rows * t.Rows) * ((columns + t.Columns - 1) / t.Columns * t.Columns) / ((double)rows * columns);
        double Loads(ContractionTile t) => (1.0 / t.CellRows) + (1.0 / t.CellColumns);
        return Tiles.OrderBy(t => Waste(t) * (1 + Loads(t))).Take(2);
    }

    private static long Nominal(FlatAxes axes) => axes.Each * (axes.HasBatch ? CostModel.NominalBatch : 1);

    private static DeviceVariant Product(Comprehension statement, ContractionShape shape, ContractionTile tile, string name, IReadOnlyList<BufferParameter> buffers)
    {
        var lowering = new TiledContraction(statement, shape, tile, Names(buffers));
        List<NestStatement> body = lowering.Lower(new IntWorkItem(WorkItemId.Group), 0, shape.Depth.Count, new AxisScope());
        return new DeviceVariant(tile.ToString(), [Step(name, buffers, lowering.Groups, [Formula(statement, buffers), $"tile: {tile}"], body, tile.GroupSize, lowering.LocalFloats)]);
    }

    private static DeviceVariant Split(Comprehension statement, ContractionShape shape, ContractionTile tile, int parts, string name, IReadOnlyList<BufferParameter> buffers)
    {
        Tensor scratch = SplitContraction.Scratch(statement, parts);
        Axis part = SplitContraction.Axis(parts);
        Comprehension partial = SplitContraction.Partial(statement, scratch, part), total = SplitContraction.Total(statement, scratch, part);
        BufferParameter[] first = [.. Used(buffers, shape.Left, shape.Right), new BufferParameter("parts", scratch, true)];
        BufferParameter[] second = [.. buffers.Where(b => b.Written || total.Epilogue.Loads().Any(l => l.Tensor.Place == b.Tensor.Place)), new BufferParameter("parts", scratch, false)];
        List<NestStatement> sums = SplitContraction.Lower(partial, shape, tile, parts, Names(first), out int localFloats, out ItemCount groups);
        List<NestStatement> adds = CellLowering.Lower(total, Names(second), out ItemCount addGroups);
        return new DeviceVariant($"{tile}, {parts} parts",
        [
            Step(name + "Parts", first, groups, [Formula(partial, first), $"tile: {tile}; the sum in {parts} parts, side by side"], sums, tile.GroupSize, localFloats),
            Step(name, second, addGroups, [Formula(total, second)], adds, CellLowering.GroupSize, 0),
        ], scratch);
    }

    private static DeviceVariant Tree(Comprehension statement, string name, IReadOnlyList<BufferParameter> buffers)
    {
        var lowering = new TreeReduction(statement, Names(buffers));
        return new DeviceVariant("tree", [Step(name, buffers, lowering.Groups, [Formula(statement, buffers), "a group's partial sums, added in pairs"], lowering.Lower(), TreeReduction.GroupSize, TreeReduction.GroupSize)]);
    }

    private static DeviceVariant Cells(Comprehension statement, string name, IReadOnlyList<BufferParameter> buffers)
    {
        List<NestStatement> body = CellLowering.Lower(statement, Names(buffers), out ItemCount groups);
        return new DeviceVariant("cells", [Step(name, buffers, groups, [Formula(statement, buffers), "a work item: one element"], body, CellLowering.GroupSize, 0)]);
    }

    private static DeviceVariant Rows(Comprehension[] statements, string name, IReadOnlyList<BufferParameter> buffers)
    {
        var body = new List<NestStatement> { new IntegerLet("n", new IntVariable(LoopNest.Item), Wide: true) };
        var remarks = new List<string>();
        var scalars = new Schedule(null, false, [1], 1, [], []);
        foreach (Comprehension statement in statements)
        {
            body.Add(new Comment(Formula(statement, buffers)));
            body.Add(new Scope(new OutputLowering(statement, scalars, Names(buffers)).LowerSample("n").ToEquatableArray()));
            remarks.Add(Formula(statement, buffers));
        }

        remarks.Add("a work item: one sample, through all of these");
        return new DeviceVariant("samples", [Step(name, buffers, CellGroups(body, out List<NestStatement> inGroups), remarks, inGroups, CellLowering.GroupSize, 0)]);
    }

    private static ItemCount CellGroups(List<NestStatement> item, out List<NestStatement> body)
    {
        body = CellLowering.InGroups(new ItemCount(1, 1), item, out ItemCount groups);
        return groups;
    }

    private static DeviceStep Step(string name, IReadOnlyList<BufferParameter> buffers, ItemCount groups, List<string> remarks, List<NestStatement> body, int groupSize, int localFloats) =>
        new(new LoopNest(name, buffers.ToEquatableArray(), groups, remarks.ToEquatableArray(), UnusedLets.Remove(body.ToEquatableArray())), groupSize, localFloats);

    private static Dictionary<MemoryPlace, string> Names(IEnumerable<BufferParameter> buffers) => buffers.ToDictionary(b => b.Tensor.Place, b => b.Name);

    private static IEnumerable<BufferParameter> Used(IReadOnlyList<BufferParameter> buffers, params Load[] loads) => buffers.Where(b => loads.Any(l => l.Tensor.Place == b.Tensor.Place));

    private static string Formula(Comprehension statement, IReadOnlyList<BufferParameter> buffers)
    {
        Dictionary<MemoryPlace, string> names = Names(buffers);
        return ComprehensionPrinter.Print(statement, tensor => names.TryGetValue(tensor.Place, out string? parameter) ? parameter : tensor.Name);
    }
}
