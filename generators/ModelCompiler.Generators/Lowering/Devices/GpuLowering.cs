using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Kernel → the ways in which a GPU may compute it, best guess first. The last one needs at most 64 work items in a group and 256 bytes of
/// local memory: every device has them.
/// </summary>
internal sealed class GpuLowering(Machine machine)
{
    private const int MostParts = 64;

    private static readonly ContractionTile[] Tiles =
    [
        new(Rows: 128, Columns: 128, Depth: 8, CellRows: 8, CellColumns: 8),
        new(Rows: 128, Columns: 64, Depth: 8, CellRows: 8, CellColumns: 8),
        new(Rows: 64, Columns: 64, Depth: 16, CellRows: 4, CellColumns: 4),
        new(Rows: 32, Columns: 32, Depth: 16, CellRows: 4, CellColumns: 4),
        new(Rows: 64, Columns: 16, Depth: 16, CellRows: 4, CellColumns: 4),
    ];

    public EquatableArray<DeviceVariant> Lower(PreparedKernel kernel)
    {
        Comprehension[] statements = kernel.Statements;
        IReadOnlyList<BufferParameter> buffers = kernel.Buffers;
        string name = KernelNaming.NameOf(kernel.Kernel);
        if (statements.Length > 1) return GroupRows.Fits(statements, machine)
            ? [Rows(statements, name, buffers)]
            : OneByOne(statements, name, buffers);
        Comprehension statement = statements.Single();
        if (ItemTransform.Of(statement) is { } transform) return [Transform(transform, name, buffers)];
        var variants = new List<DeviceVariant>(Products(statement, name, buffers));
        if (TreeReduction.Pays(statement, machine)
            && Decisions.Choose(!variants.Any(v => Groups(v) >= machine.DeviceGroups), Branch.DeviceTreeNeeded, Branch.DeviceTreeNotNeeded))
            variants.Add(Tree(statement, name, buffers));
        bool lastResort = variants.Count > 0 && Decisions.Choose(Work(statement) >= machine.DeviceMuchWork, Branch.DeviceCellsLastResort,
            Branch.DeviceCellsTried);
        variants.Add(Cells(statement, name, buffers) with { LastResort = lastResort });
        return variants.ToEquatableArray();
    }

    /// <summary>
    /// A pair of <see cref="TransformPairs"/> as one kernel, which reads what the first does and writes what the second does.
    /// </summary>
    public static PreparedKernel PreparePair(Kernel first, Kernel second)
    {
        Comprehension[] statements = [first.Single, second.Single];
        IReadOnlyList<BufferParameter> buffers = BufferNaming.OfPair(first, second);
        return new PreparedKernel(second, statements, buffers.ToEquatableArray(), KernelStructure.KeyOf(statements, buffers));
    }

    public static EquatableArray<DeviceVariant> LowerPair(Kernel first, PreparedKernel both) =>
        [Transform(ItemTransform.Of(first, both.Kernel)!, KernelNaming.NameOf(both.Kernel), both.Buffers)];

    private static DeviceVariant Transform(ItemTransform transform, string name, IReadOnlyList<BufferParameter> buffers)
    {
        List<NestStatement> body = transform.Lower(Names(buffers), out ItemCount groups);
        List<string> remarks = [.. transform.Statements.Select(s => Formula(s, buffers)), transform.Remark];
        BufferParameter[] used = [.. buffers.Where(b => !transform.IsWrittenOut(b.Tensor))];
        return new DeviceVariant("transform", [Step(name, used, groups, remarks, body, CellLowering.GroupSize, 0)]);
    }

    private IEnumerable<DeviceVariant> Products(Comprehension statement, string name, IReadOnlyList<BufferParameter> buffers)
    {
        if (ContractionShape.Of(statement) is not { } shape) yield break;
        long rows = Count(shape.Rows), columns = shape.Columns.Each, depth = Count(shape.Depth);
        if (columns < 4 || rows < 4 || depth < 8) yield break;
        if (!Decisions.Choose(Work(statement) >= machine.DeviceLittleWork, Branch.DeviceProduct, Branch.DeviceProductOfLittleWork))
            yield break;
        foreach (ContractionTile tile in Choose(rows, columns))
        {
            long groups = shape.Outer.Each * ((rows + tile.Rows - 1) / tile.Rows) * ((columns + tile.Columns - 1) / tile.Columns);
            long most = depth / (8 * tile.Depth);
            int parts = 1;
            while (parts * 2 <= most && groups * parts < machine.DeviceGroups && parts < MostParts) parts *= 2;
            yield return Decisions.Choose(parts > 1, Branch.DeviceProductSplit, Branch.DeviceProductWhole)
                ? Split(statement, shape, tile, parts, name, buffers)
                : Product(statement, shape, tile, name, buffers);
        }
    }

    /// <summary>The two tiles that waste the fewest multiply-adds beyond the edges, larger ones first where all are full.</summary>
    private static IEnumerable<ContractionTile> Choose(long rows, long columns)
    {
        double Waste(ContractionTile t) =>
            (double)((rows + t.Rows - 1) / t.Rows * t.Rows) * ((columns + t.Columns - 1) / t.Columns * t.Columns)
                / ((double)rows * columns);
        double Loads(ContractionTile t) => (1.0 / t.CellRows) + (1.0 / t.CellColumns) + (1.0 / t.Rows) + (1.0 / t.Columns);
        ContractionTile[] best = [.. Tiles.OrderBy(t => Waste(t) * (1 + Loads(t))).Take(2)];
        foreach (ContractionTile tile in best) Decisions.Take(Branch.DeviceTileLargest + Array.IndexOf(Tiles, tile));
        return best;
    }

    private long Work(Comprehension statement) => Count(new FlatAxes(statement.OutputAxes)) * Count(new FlatAxes(statement.ReductionAxes));

    private long Groups(DeviceVariant variant) =>
        variant.Steps[0].Nest.Items is { BatchTile: > 0 } items
            ? items.Each * machine.Batch / items.BatchTile
            : variant.Steps[0].Nest.Items.Each;

    private long Count(FlatAxes axes) => axes.CountIn(machine.Batch);

    private static DeviceVariant Product(Comprehension statement, ContractionShape shape, ContractionTile tile, string name,
        IReadOnlyList<BufferParameter> buffers)
    {
        var lowering = new TiledContraction(statement, shape, tile, Names(buffers));
        List<NestStatement> body = lowering.Lower(new IntWorkItem(WorkItemId.Group), 0, shape.Depth.Count, new AxisScope());
        return new DeviceVariant(tile.ToString(),
            [Step(name, buffers, lowering.Groups, [Formula(statement, buffers), $"tile: {tile}"], body, tile.GroupSize,
                lowering.LocalFloats)]);
    }

    private static DeviceVariant Split(Comprehension statement, ContractionShape shape, ContractionTile tile, int parts, string name,
        IReadOnlyList<BufferParameter> buffers)
    {
        Tensor scratch = SplitSum.Scratch(statement, parts);
        Axis part = SplitSum.Axis(parts);
        Comprehension partial = SplitSum.Partial(statement, scratch, part);
        BufferParameter[] first = [.. Used(buffers, [shape.Left, shape.Right]), new BufferParameter("parts", scratch, true)];
        List<NestStatement> sums = SplitSum.Lower(partial, shape, tile, parts, Names(first), out int localFloats, out ItemCount groups);
        return new DeviceVariant($"{tile}, {parts} parts",
        [
            Step(name + "Parts", first, groups, [Formula(partial, first), $"tile: {tile}; the sum in {parts} parts, side by side"], sums,
                tile.GroupSize, localFloats),
            Total(statement, scratch, part, name, buffers),
        ], scratch);
    }

    /// <summary>The second step of a sum in parts.</summary>
    private static DeviceStep Total(Comprehension statement, Tensor scratch, Axis part, string name, IReadOnlyList<BufferParameter> buffers)
    {
        Comprehension total = SplitSum.Total(statement, scratch, part);
        BufferParameter[] used = [.. buffers.Where(b => b.Written || total.Epilogue.Loads().Any(l => l.Tensor.Place == b.Tensor.Place)),
            new BufferParameter("parts", scratch, false)];
        List<NestStatement> adds = CellLowering.Lower(total, Names(used), out ItemCount groups);
        return Step(name, used, groups, [Formula(total, used)], adds, CellLowering.GroupSize, 0);
    }

    private DeviceVariant Tree(Comprehension statement, string name, IReadOnlyList<BufferParameter> buffers)
    {
        const string how = "a group's partial sums, added in pairs";
        var whole = new TreeReduction(statement, Names(buffers));
        int parts = whole.Parts(machine, MostParts);
        if (!Decisions.Choose(parts > 1, Branch.DeviceTreeSplit, Branch.DeviceTreeWhole))
            return new DeviceVariant("tree",
                [Step(name, buffers, whole.Groups, [Formula(statement, buffers), how], whole.Lower(), TreeReduction.GroupSize,
                    TreeReduction.GroupSize)]);
        Tensor scratch = SplitSum.Scratch(statement, parts);
        Axis part = SplitSum.Axis(parts);
        Comprehension partial = SplitSum.Partial(statement, scratch, part);
        BufferParameter[] first = [.. Used(buffers, statement.Body.Loads()), new BufferParameter("parts", scratch, true)];
        var lowering = new TreeReduction(partial, Names(first));
        var groups = lowering.Groups with { Each = lowering.Groups.Each * parts };
        return new DeviceVariant($"tree, {parts} parts",
        [
            Step(name + "Parts", first, groups, [Formula(partial, first), $"{how}; the sum in {parts} parts, side by side"],
                lowering.LowerPart(parts, part), TreeReduction.GroupSize, TreeReduction.GroupSize),
            Total(statement, scratch, part, name, buffers),
        ], scratch);
    }

    private static DeviceVariant Cells(Comprehension statement, string name, IReadOnlyList<BufferParameter> buffers)
    {
        List<NestStatement> body = CellLowering.Lower(statement, Names(buffers), out ItemCount groups);
        return new DeviceVariant("cells",
            [Step(name, buffers, groups, [Formula(statement, buffers), "a work item: one element"], body, CellLowering.GroupSize, 0)]);
    }

    private static DeviceVariant Rows(Comprehension[] statements, string name, IReadOnlyList<BufferParameter> buffers)
    {
        var rows = new GroupRows(statements, Names(buffers));
        List<string> remarks = [.. statements.Select(s => Formula(s, buffers)), "a group: one sample, through all of these"];
        return new DeviceVariant("samples",
            [Step(name, buffers, GroupRows.Groups, remarks, rows.Lower(s => Formula(s, buffers)), GroupRows.GroupSize, rows.LocalFloats)]);
    }

    /// <summary>Statements that share a kernel for the sake of caches: here each has the whole device for itself.</summary>
    private EquatableArray<DeviceVariant> OneByOne(Comprehension[] statements, string name, IReadOnlyList<BufferParameter> buffers)
    {
        DeviceVariant cells = OneByOne("one by one, cells", statements, name, buffers, Cells);
        if (!Decisions.Choose(statements.Any(s => TreeReduction.Pays(s, machine)), Branch.DeviceTreesOneByOne, Branch.DeviceCellsOneByOne))
            return [cells];
        return [OneByOne("one by one", statements, name, buffers,
            (s, own, used) => TreeReduction.Pays(s, machine) ? Tree(s, own, used) : Cells(s, own, used)), cells with { LastResort = true }];
    }

    private static DeviceVariant OneByOne(
        string label, Comprehension[] statements, string name, IReadOnlyList<BufferParameter> buffers,
            Func<Comprehension, string, IReadOnlyList<BufferParameter>, DeviceVariant> lower)
    {
        var variants = new List<DeviceVariant>();
        for (int i = 0; i < statements.Length; i++)
        {
            Comprehension statement = statements[i];
            MemoryPlace[] written = statement.Position is { } position
                ? [statement.Output.Place, position.Place]
                : [statement.Output.Place];
            BufferParameter[] used =
            [
                .. buffers.Where(b => written.Contains(b.Tensor.Place) || statement.Loads.Any(l => l.Tensor.Place == b.Tensor.Place))
                    .Select(b => b with { Written = written.Contains(b.Tensor.Place) })];
            string own = i == statements.Length - 1 ? name : $"{name}Part{i + 1}";
            variants.Add(lower(statement, own, used));
        }

        Tensor? scratch = variants.Select(v => v.Scratch).OfType<Tensor>().OrderByDescending(t => t.Count).FirstOrDefault();
        return new DeviceVariant(label, [.. variants.SelectMany(v => v.Steps)], scratch);
    }

    private static DeviceStep Step(string name, IReadOnlyList<BufferParameter> buffers, ItemCount groups, List<string> remarks,
        List<NestStatement> body, int groupSize, int localFloats) =>
        new(new LoopNest(name, buffers.ToEquatableArray(), groups, remarks.ToEquatableArray(),
            UnusedLets.Remove(IndexClaims.Remove(body.ToEquatableArray()))), groupSize, localFloats);

    private static Dictionary<MemoryPlace, string> Names(IEnumerable<BufferParameter> buffers) =>
        buffers.ToDictionary(b => b.Tensor.Place, b => b.Name);

    private static IEnumerable<BufferParameter> Used(IReadOnlyList<BufferParameter> buffers, IEnumerable<Load> loads) =>
        buffers.Where(b => loads.Any(l => l.Tensor.Place == b.Tensor.Place));

    private static string Formula(Comprehension statement, IReadOnlyList<BufferParameter> buffers)
    {
        Dictionary<MemoryPlace, string> names = Names(buffers);
        return ComprehensionPrinter.Print(statement,
            tensor => names.TryGetValue(tensor.Place, out string? parameter) ? parameter : tensor.Name);
    }
}
