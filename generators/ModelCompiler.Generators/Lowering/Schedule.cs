using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// How a statement is computed on a target; never what. Any legal schedule gives the same numbers up to rounding. It is a list of loops,
/// outermost first (<see cref="LoopKind"/> says what becomes of each): all else that is asked of a schedule is read from that list.
/// </summary>
internal sealed record Schedule
{
    private readonly EquatableArray<ScheduledLoop> loops;
    private readonly EquatableArray<Tile> tiles;
    private readonly EquatableArray<Axis> unrolled;
    private readonly ScheduledLoop? vector;

    /// <param name="vectorAxis">The axis along vectors; null computes scalars.</param>
    /// <param name="alongReduction">The vector axis is a reduction axis: lanes hold partial sums.</param>
    /// <param name="lanes">Vector widths that may be used.</param>
    /// <param name="vectorsPerBlock">Neighbouring vectors that are computed together.</param>
    /// <param name="tiles">Output axes of which several cells are computed together.</param>
    /// <param name="unrolled">Reduction axes written out instead of looped over.</param>
    public Schedule(Axis? vectorAxis, bool alongReduction, EquatableArray<int> lanes, int vectorsPerBlock, EquatableArray<Tile> tiles,
        EquatableArray<Axis> unrolled)
    {
        Lanes = lanes;
        VectorsPerBlock = vectorsPerBlock;
        Loops = vectorAxis is null ? []
            : [new ScheduledLoop(vectorAxis, 1, Kind: alongReduction ? LoopKind.PartialSums : LoopKind.Vectorized)];
        Tiles = tiles;
        Unrolled = unrolled;
    }

    /// <summary>All loops but those over reductions that are looped over inside of tiles, by <see cref="LoopKind"/>.</summary>
    public EquatableArray<ScheduledLoop> Loops
    {
        get => loops;
        init
        {
            loops = value;
            vector = value.FirstOrDefault(l => l.Kind >= LoopKind.Vectorized);
            tiles = [.. value.Where(l => l.Kind == LoopKind.RegisterTile).Select(l => new Tile(l.Axis!, l.Step))];
            unrolled = [.. value.Where(l => l.Kind == LoopKind.Unrolled).Select(l => l.Axis!)];
        }
    }

    public EquatableArray<int> Lanes { get; init; }

    public int VectorsPerBlock { get; init; }

    /// <summary>What is asked of memory long before it is read; null for nothing.</summary>
    public WeightPrefetch? Prefetch { get; init; }

    /// <summary>Whether each step asks memory for what the next tile reads (<see cref="NextTile"/>).</summary>
    public bool PrefetchesTiles { get; init; }

    public Axis? VectorAxis => vector?.Axis;

    public bool AlongReduction => vector is { Kind: LoopKind.PartialSums };

    public bool Transposed
    {
        get => vector is { Kind: LoopKind.Transposed };
        init => Loops = loops.Map(l => l.Kind == LoopKind.Vectorized && value ? l with { Kind = LoopKind.Transposed } : l);
    }

    public EquatableArray<Tile> Tiles
    {
        get => tiles;
        init => Loops = Replaced(LoopKind.RegisterTile, value.Select(t => new ScheduledLoop(t.Axis, t.Factor)));
    }

    public EquatableArray<Axis> Unrolled
    {
        get => unrolled;
        init => Loops = Replaced(LoopKind.Unrolled, value.Select(a => new ScheduledLoop(a, 1)));
    }

    /// <summary>The loops around tiles.</summary>
    public IEnumerable<ScheduledLoop> Around => Loops.TakeWhile(l => l.IsAround);

    /// <summary>The loops that are flattened into parallel items.</summary>
    public IEnumerable<ScheduledLoop> Items => Loops.Where(l => l.Kind == LoopKind.Parallel);

    /// <summary>
    /// Loops over reduction axes whose steps are added one after another to the output in memory: what a step reads is then read once for
    /// each thread, or for each item, and not once for each tile. A step of more than one is looped over inside of tiles.
    /// </summary>
    public EquatableArray<ScheduledLoop> InMemory
    {
        get => [.. Loops.Where(l => l.IsInMemory)];
        init => Loops = [.. loops.Where(l => !l.IsInMemory).Concat(value).OrderBy(l => l.Kind)];
    }

    /// <summary>Reduction axes with no loop but that around tiles.</summary>
    public IReadOnlyList<Axis> Outside => [.. InMemory.Where(l => l.Step == 1).Select(l => l.Axis!)];

    /// <summary>The loop around tiles over parts of a reduction axis that is looped over inside; null for an axis without.</summary>
    public ScheduledLoop? PartsOf(Axis axis) => InMemory.FirstOrDefault(l => l.Step > 1 && l.Axis == axis);

    /// <summary>The loops over outputs around tiles.</summary>
    public IEnumerable<ScheduledLoop> Outputs => Around.Where(l => !l.IsInMemory);

    /// <summary>The same with other loops over outputs, the outermost ones as items.</summary>
    public Schedule With(IReadOnlyList<ScheduledLoop> outputs, int items) => this with
    {
        Loops = [.. outputs.Select((l, at) => l with { Kind = at < items ? LoopKind.Parallel : LoopKind.Serial })
            .Concat(Loops.Where(l => l.Kind is not (LoopKind.Parallel or LoopKind.Serial))).OrderBy(l => l.Kind)],
    };

    /// <summary>The same with the outermost loops over outputs as items.</summary>
    public Schedule WithItems(int items) => With([.. Outputs], items);

    public int Factor(Axis axis) => tiles.Where(t => t.Axis == axis).Select(t => t.Factor).DefaultIfEmpty(1).First();

    public bool IsTiled(Axis axis) => tiles.Any(t => t.Axis == axis);

    private EquatableArray<ScheduledLoop> Replaced(LoopKind kind, IEnumerable<ScheduledLoop> others) =>
        [.. loops.Where(l => l.Kind != kind).Concat(others.Select(l => l with { Kind = kind })).OrderBy(l => l.Kind)];

    public override string ToString()
    {
        var parts = new List<string>();
        if (VectorAxis is null) parts.Add("scalar");
        else parts.Add($"{VectorAxis.Name}: {(AlongReduction ? "partial sums in lanes" : "lanes")} {LaneText()}");
        parts.AddRange(Tiles.Where(t => t.Factor > 1).Select(t => $"{t.Axis.Name}: {t.Factor} in registers"));
        if (Unrolled.Count > 0)
            parts.Add($"{string.Join(", ", Unrolled)}: unrolled{(Step >= TapRuns.LeastWork ? " where cells differ" : "")}");
        if (Transposed) parts.Add("rows turned as they are stored");
        if (Prefetch is not null) parts.Add("weights prefetched");
        if (PrefetchesTiles) parts.Add("next tile prefetched");
        if (InMemory.Count > 0) parts.Add($"{string.Join(", ", InMemory.Select(l => l.InSteps))}: outside, added up in memory");
        return string.Join("; ", parts);
    }

    /// <summary>Vectors of a tile, each of which a step of the reduction adds to.</summary>
    public int Step => VectorsPerBlock * Tiles.Aggregate(1, (n, t) => n * t.Factor);

    private string LaneText() =>
        string.Join(" + ", VectorBlock.Cover(VectorAxis!.Extent, this).Widths()
            .Select(w => w.Count == 1 ? $"{w.First.Lanes}" : $"{w.Count}×{w.First.Lanes}"))
        + (AlongReduction ? "" : $", {VectorsPerBlock} at a time");
}

internal sealed record Tile(Axis Axis, int Factor);
