using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Comprehension × Schedule → loop nest, outer half: the loops over outputs, some of them flattened into items, each split where the
/// pattern of active points changes. What happens for one tile is <see cref="TileLowering"/>'s.
/// </summary>
/// <param name="overItems">The loop over the items of a range comes with it; otherwise all is for one item or one sample.</param>
/// <param name="alone">How an item is done for a single sample, if in another way.</param>
internal sealed class OutputLowering(Comprehension statement, Schedule schedule, IReadOnlyDictionary<MemoryPlace, string> buffers,
    bool overItems = false, OutputLowering? alone = null)
{
    private readonly IReadOnlyList<ScheduledLoop> loops = [.. schedule.Around];
    private readonly IReadOnlyList<ScheduledLoop> items = [.. schedule.Items];
    private readonly int aroundItems = schedule.Loops.Count(l => l.Kind == LoopKind.AddedAroundItems);
    private readonly Activity activity = new(statement, schedule);
    private readonly TileLowering tiles = new(statement, schedule, buffers);

    /// <summary>The number of parallel items, by the loops that were flattened.</summary>
    public ItemCount Items
    {
        get
        {
            long each = 1;
            int batchTile = 0;
            foreach (ScheduledLoop loop in items)
            {
                if (loop.Axis is { IsBatch: true }) batchTile = loop.Step;
                else each *= loop.Count(1);
            }

            return new ItemCount(each, batchTile);
        }
    }

    /// <summary>What all items of a range do, or what one item does.</summary>
    public List<NestStatement> Lower()
    {
        var outermost = new OutputPlace(Outermost, [], LinearForm.Number(0), []);
        return overItems ? Descend(0, outermost) : [.. DecodeItem(), .. Descend(0, outermost)];
    }

    /// <summary>What one sample does, when the batch is looped over outside.</summary>
    public List<NestStatement> LowerSample(LinearForm sample) => Descend(
        loops.Count > 0 && loops[0].Axis is { IsBatch: true } ? 1 : 0,
        new OutputPlace(Outermost.With(Axis.Batch, sample), [], LinearForm.Number(0), []));

    private AxisScope Outermost => new AxisScope().WithSingles(statement.OutputAxes.Concat(statement.ReductionAxes));

    private IEnumerable<NestStatement> DecodeItem()
    {
        IntExpression item = new IntVariable(LoopNest.Item);
        long inner = 1;
        var lets = new List<NestStatement>();
        for (int l = items.Count - 1; l >= 0; l--)
        {
            IntExpression index = item / inner;
            if (l > 0) index %= items[l].Count(1);
            bool batch = items[l].Axis is { IsBatch: true };
            lets.Insert(0, new IntegerLet(Variable(items[l]), index * items[l].Step, Wide: batch));
            if (!batch) inner *= items[l].Count(1);
        }

        return lets;
    }

    /// <summary>The loop over a range of items, with what each does; items of one axis are numbered by it.</summary>
    private Loop OverItems(int level, OutputPlace place)
    {
        List<NestStatement> item = Inside(level, place);
        if (alone is not null)
        {
            var oneSample = new Condition(ConditionKind.LessOrEqual, new IntVariable(LoopNest.Batch), 1);
            item = [new Conditional([oneSample], alone.LowerSample(LinearForm.Number(0)).ToEquatableArray(), item.ToEquatableArray())];
        }

        return items.Count == 1 && items[0].Step == 1
            ? Loop.OverItems(items[0].Name, items[0].Axis is { IsBatch: true }, item)
            : Loop.OverItems(LoopNest.Item, false, [.. DecodeItem(), .. item]);
    }

    private string Variable(ScheduledLoop loop) => loop.Axis is { IsBatch: true } && loop.Step > 1 ? "n0" : loop.Name;

    private List<NestStatement> Descend(int level, OutputPlace place) =>
        overItems && level == aroundItems ? [OverItems(level, place)] : Inside(level, place);

    private List<NestStatement> Inside(int level, OutputPlace place)
    {
        if (level == loops.Count)
            return tiles.Lower(loops.Any(l => l.Axis is null) ? place : place with { Groups = [new LaneGroup(0, 1)] });
        ScheduledLoop loop = loops[level];
        if (loop.IsInMemory) return OuterReduction(level, place, loop);
        bool isItem = loop.Kind == LoopKind.Parallel;
        if (loop.Axis is null) return Blocks(level, place, isItem);
        if (loop.Axis.IsBatch && loop.Step > 1) return BatchTiles(level, place, isItem);
        if (schedule.IsTiled(loop.Axis)) return AxisTiles(level, place, isItem);
        string variable = Variable(loop);
        List<NestStatement> body = Descend(level + 1, place.Bind(loop.Axis, LinearForm.Of(variable)));
        return isItem ? body : [new Loop(variable, 0, End(loop.Axis), 1, loop.Axis.IsBatch, body.ToEquatableArray())];
    }

    /// <summary>
    /// The loop over a reduction axis, or over parts of it, around the tiles, which are added up in memory. Split where some tile inside
    /// would meet other taps: each run has tiles of one pattern, as a loop over tiles has. A single run may have taps that no value of the
    /// axis meets, so guards are decided by its first value, too.
    /// </summary>
    private List<NestStatement> OuterReduction(int level, OutputPlace place, ScheduledLoop loop)
    {
        Axis axis = loop.Axis!;
        if (loop.Step > 1)
            return [new Loop(loop.Start, 0, axis.Extent, loop.Step, axis.IsBatch, Descend(level + 1, place).ToEquatableArray())];
        List<NestStatement> Over(int from, IntExpression to, int? known) =>
            [new Loop(axis.Name, from, to, 1, axis.IsBatch,
                Descend(level + 1, place.Bind(axis, LinearForm.Of(axis.Name), known)).ToEquatableArray())];
        if (axis.IsBatch) return Over(0, End(axis), null);
        IReadOnlyList<Run> runs = Run.Split(axis.Extent, activity.Changes(axis, 1, axis.Extent, place.Scope),
            value => PatternAt(place with { Scope = place.Scope.With(axis, value) }));
        bool guarded = activity.Guards.Any(g => g.Index.Uses(axis));
        return [.. runs.SelectMany(run => Over(run.From, run.To, guarded ? run.From : null))];
    }

    private static IntExpression End(Axis axis) => axis.IsBatch ? new IntVariable(LoopNest.Batch) : axis.Extent;

    /// <summary>Whole tiles of samples; the rest of the last one in halves, quarters and so on, so that no batch size is slow.</summary>
    private List<NestStatement> BatchTiles(int level, OutputPlace place, bool isItem)
    {
        ScheduledLoop loop = loops[level];
        IntExpression start = new IntVariable("n0"), left = new IntVariable("left");
        List<NestStatement> Tile(string variable, int factor) =>
            Descend(level + 1, place.WithTile(new TileStart(loop.Axis!, LinearForm.Of(variable), null, factor)));
        var rest = new List<NestStatement>();
        for (int factor = loop.Step / 2; factor > 0; factor /= 2)
        {
            var part = new List<NestStatement>(Tile($"n{factor}", factor));
            part.Insert(0, new IntegerLet($"n{factor}", start + (left - (left % (2 * factor))), Wide: true));
            rest.Add(new Conditional([new Condition(ConditionKind.LessOrEqual, factor, left % (2 * factor))], part.ToEquatableArray(), []));
        }

        NestStatement[] choice =
        [
            new IntegerLet("left", new IntVariable(LoopNest.Batch) - start, Wide: true),
            new Conditional([new Condition(ConditionKind.LessOrEqual, loop.Step, left)], Tile("n0", loop.Step).ToEquatableArray(),
                rest.ToEquatableArray()),
        ];
        return isItem ? [.. choice] : [new Loop("n0", 0, new IntVariable(LoopNest.Batch), loop.Step, true, choice.ToEquatableArray())];
    }

    private List<NestStatement> AxisTiles(int level, OutputPlace place, bool isItem)
    {
        ScheduledLoop loop = loops[level];
        Axis axis = loop.Axis!;
        int factor = loop.Step;
        OutputPlace At(LinearForm start, int known) => place.WithTile(new TileStart(axis, start, known, factor));
        IReadOnlyList<Run> runs = Run.Split((int)loop.Count(1), activity.Changes(axis, factor, (int)loop.Count(1), place.Scope),
            tile => PatternAt(At(LinearForm.Number(tile * factor), tile * factor)));
        string variable = Variable(loop);
        var pieces = new List<(Run Run, List<NestStatement> Body)>();
        foreach (Run run in runs)
        {
            bool single = run.To - run.From == 1;
            LinearForm start = single ? LinearForm.Number(run.From * factor) : LinearForm.Of(variable);
            List<NestStatement> body = Descend(level + 1, At(start, run.From * factor));
            if (!single) body.InsertRange(0, Quotients(axis, variable));
            if (runs.Count > 1) body.Insert(0,
                new AxisRemark([new(axis.Name, run.From * factor, Math.Min(run.To * factor, axis.Extent) - 1)]));
            pieces.Add(
                (run, !single && !isItem ? [new Loop(variable, run.From * factor, run.To * factor, factor, false, body.ToEquatableArray())]
                    : body));
        }

        return Join(pieces, isItem, variable, factor);
    }

    /// <summary>A partial tile differs by its missing cells, a border tile by its missing taps.</summary>
    private string PatternAt(OutputPlace place)
    {
        IReadOnlyList<AxisScope> points = place.Points(place.Scope);
        return activity.Pattern(points, [.. StillToCome(points[0]).Concat(LoopedTaps(points[0])).Distinct()]);
    }

    /// <summary>
    /// Tiled axes of inner loops that share a guard with those bound so far: a pattern is that of all their values. Where an axis is not
    /// tiled, its guard is decided as the code runs.
    /// </summary>
    private IEnumerable<Axis> StillToCome(AxisScope scope) => statement.OutputAxes.Where(a => schedule.IsTiled(a) && !scope.IsBound(a)
        && activity.Guards.Any(g => g.Index.Uses(a) && g.Index.Terms.Any(t => t.Axis != a && IsOuter(t.Axis) && scope.IsBound(t.Axis))));

    /// <summary>Whether the loop over the axis is one of those around the tiles.</summary>
    private bool IsOuter(Axis axis) => statement.OutputAxes.Contains(axis) || schedule.Outside.Contains(axis);

    /// <summary>
    /// Taps that are looped over: a tile's loop is split where its pattern changes, so tiles that share code meet the same of them.
    /// </summary>
    private IEnumerable<Axis> LoopedTaps(AxisScope scope) =>
        statement.ReductionAxes.Where(a => !a.IsBatch && !scope.IsBound(a) && !schedule.Unrolled.Contains(a)
        && activity.Guards.Any(g => g.Index.Uses(a) && g.Index.Terms.Any(t => schedule.IsTiled(t.Axis) && scope.IsBound(t.Axis))));

    private IEnumerable<NestStatement> Quotients(Axis axis, string variable) => activity.Guards
        .Where(g => g.Index.Uses(axis) && g.Index.Divisor != 1)
        .Select(g => g.Index.Divisor).Distinct()
        .Select(divisor => new IntegerLet(AxisScope.QuotientName(variable, divisor), new IntVariable(variable) / divisor, false));

    private List<NestStatement> Blocks(int level, OutputPlace place, bool isItem)
    {
        var pieces = new List<(Run Run, List<NestStatement> Body)>();
        int first = 0;
        IReadOnlyList<VectorBlock> blocks = VectorBlock.Split(schedule.VectorAxis!.Extent, schedule);
        foreach (VectorBlock block in blocks)
        {
            var run = new Run(first, first + block.Count);
            string lane = schedule.VectorAxis.Name;
            bool single = block.Count == 1;
            List<NestStatement> body = Descend(level + 1,
                place with { LaneBase = single ? LinearForm.Number(0) : LinearForm.Of(lane), Groups = [.. block.Groups] });
            if (!single && isItem) body.Insert(0, new IntegerLet(lane, (new IntVariable("block") - first) * block.Step, false));
            else if (!single) body = [new Loop(lane, 0, (long)block.Count * block.Step, block.Step, false, body.ToEquatableArray())];
            pieces.Add((run, body));
            first = run.To;
        }

        return Join(pieces, isItem, "block", 1);
    }

    /// <summary>Pieces one after another, or, where an item is one of them, a choice.</summary>
    private static List<NestStatement> Join(List<(Run Run, List<NestStatement> Body)> pieces, bool isItem, string variable, int factor)
    {
        if (!isItem) return [.. pieces.SelectMany(p => pieces.Count == 1 ? p.Body : Scope.IfNeeded(p.Body))];
        List<NestStatement> choice = pieces[pieces.Count - 1].Body;
        for (int p = pieces.Count - 2; p >= 0; p--)
        {
            choice = [new Conditional(
                [new Condition(ConditionKind.Less, new IntVariable(variable), (long)pieces[p].Run.To * factor)],
                pieces[p].Body.ToEquatableArray(),
                choice.ToEquatableArray())];
        }

        return choice;
    }
}
