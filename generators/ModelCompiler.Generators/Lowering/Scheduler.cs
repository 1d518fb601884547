using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>How far unrolling may go, from the ModelCompilerUnroll property.</summary>
internal enum UnrollPreference { Speed, Size }

/// <summary>Comprehension → Schedule, from shapes and the target alone.</summary>
internal static class Scheduler
{
    /// <summary>Vector instructions in one straight piece of code: enough to hide loop overhead, far from what the JIT
    /// stops optimizing.</summary>
    private const int SpeedBody = 64, SizeBody = 24, LargestBody = 512;

    /// <summary>
    /// Steps of a plain sum that are written out at most: each addition waits four cycles for the one before, in which a loop counts on.
    /// </summary>
    private const int LongestSum = 8;

    /// <summary>Vectors of a plain sum: independent ones hide the latency of one chain.</summary>
    private const int SumsTogether = 6;

    /// <summary>
    /// Vectors of elements that are written out. Of more, a loop takes one at a time: elements wait for memory, and the processor runs
    /// ahead.
    /// </summary>
    private const int ShortRow = 4;

    /// <summary>The schedule of a statement inside the loop over a kernel's bands.</summary>
    public static Schedule ChooseInBand(Comprehension statement, Axis band, Target target, UnrollPreference unroll)
    {
        if (statement.IsDot) target = target.OfDots;
        Schedule? transform = TransformSchedule.Choose(statement, target);
        Schedule schedule = transform ?? ChooseTiles(statement, target, unroll, batchBound: true, band);
        bool ahead = WeightsLeaveCache(statement, schedule, target.Machine) && WeightPrefetch.Pays(statement, schedule, target);
        List<ScheduledLoop> loops = LoopOrder.Initial(statement, schedule);
        if (transform is not null) loops = loops.BlocksInside();
        return Ordered(statement, schedule, loops.BandsOutside(band), ahead, target.Machine).WithItems(band.Extent > 1 ? 2 : 1);
    }

    /// <summary>One cell after the other, without vectors, tiles or loops turned around: what is always legal.</summary>
    public static Schedule Cells(Comprehension statement, Machine machine, bool batchBound, Axis? band)
    {
        var cells = new Schedule(null, false, [1], 1, [], []);
        List<ScheduledLoop> loops = LoopOrder.Initial(statement, cells);
        if (band is not null) return cells.With(loops.BandsOutside(band), band.Extent > 1 ? 2 : 1);
        cells = cells.With(loops, items: 0);
        return batchBound ? cells : cells.WithItems(ChooseItems(statement, cells, machine));
    }

    /// <param name="batchBound">The loop over samples is already there, around several statements.</param>
    public static Schedule Choose(Comprehension statement, Target target, UnrollPreference unroll, bool batchBound)
    {
        if (statement.IsDot) target = target.OfDots;
        Machine machine = target.Machine;
        if (!batchBound && TransformSchedule.Choose(statement, target) is { } transform)
        {
            Schedule rows = transform.With(LoopOrder.Initial(statement, transform).BlocksInside(), items: 0);
            return rows.WithItems(ChooseItems(statement, rows, machine));
        }

        Schedule schedule = ChooseTiles(statement, target, unroll, batchBound, null);
        List<ScheduledLoop> loops = LoopOrder.Initial(statement, schedule);
        if (batchBound) return schedule.With(loops, items: 0);
        bool weightsOutside = WeightsLeaveCache(statement, schedule, machine);
        bool dots = IsDotWithWeights(statement, schedule), passOnce = WeightsPassOnce(statement, schedule, machine),
            rowsInOrder = ResultLeavesCache(statement, schedule, machine);
        if (dots) Decisions.Take(Branch.SamplesInsideDots);
        if (passOnce) Decisions.Take(Branch.SamplesInsideWeights);
        if (rowsInOrder) Decisions.Take(Branch.ResultInRows);
        if (!dots && !passOnce && !rowsInOrder && !weightsOutside) Decisions.Take(Branch.AxesInOrder);
        if (weightsOutside) loops = loops.WeightsOutside(statement, schedule, machine, samplesLast: dots || passOnce);
        if (rowsInOrder) loops = loops.BlocksInside();
        if (dots || passOnce) loops = loops.SamplesInside();
        bool ahead = weightsOutside && WeightPrefetch.Pays(statement, schedule, target);
        schedule = Ordered(statement, schedule, loops, ahead, machine);
        return schedule.WithItems(ChooseItems(statement, schedule, machine));
    }

    private static Schedule Ordered(Comprehension statement, Schedule schedule, List<ScheduledLoop> loops, bool prefetches, Machine machine)
    {
        Schedule ordered = schedule.With(loops, items: 0);
        return prefetches ? ordered with { Prefetch = WeightPrefetch.Choose(statement, ordered, machine) } : ordered;
    }

    /// <summary>Everything but the order of loops.</summary>
    private static Schedule ChooseTiles(Comprehension statement, Target target, UnrollPreference unroll, bool batchBound, Axis? band)
    {
        Schedule schedule = ChooseLanes(statement, target, batchBound, band);
        if (!batchBound) schedule = schedule with { InMemory = AddsUpInMemory(statement, schedule, target) };
        if (schedule.Loops.Any(l => l.Kind == LoopKind.AddedAroundItems)) schedule = schedule with { PrefetchesTiles = target.Prefetches };
        return schedule with { Unrolled = ChooseUnrolled(statement, schedule, unroll, target.Machine) };
    }

    private static bool IsDotWithWeights(Comprehension statement, Schedule schedule) =>
        schedule.AlongReduction && statement.Body.Loads().Any(l => l.Tensor.Storage is Storage.Parameters);

    /// <summary>
    /// The schedule for one sample, where that for many reads a matrix in strips of columns: its rows are then one stream, which comes
    /// faster. Null where it is the same, or where items are not parts of the sum alone.
    /// </summary>
    public static Schedule? ChooseAlone(Comprehension statement, Schedule schedule, Target target, UnrollPreference unroll)
    {
        if (!schedule.IsTiled(Axis.Batch) || schedule.InMemory.Count > 0 || !WeightsPassOnce(statement, schedule, target.Machine))
            return null;
        Axis?[] items = [.. schedule.Items.Select(l => l.Axis)];
        Schedule alone = Choose(statement, target, unroll, batchBound: true).WithItems(1 + items.Length);
        IEnumerable<Axis?> itemsAlone = alone.Items.Select(l => l.Axis);
        bool same = items.All(a => a is { IsBatch: false } && !schedule.IsTiled(a)) && itemsAlone.SequenceEqual([Axis.Batch, .. items]);
        return Decisions.Choose(same && alone.VectorsPerBlock > schedule.VectorsPerBlock, Branch.OneSampleInRows, Branch.OneSampleInStrips)
            ? alone
            : null;
    }

    /// <summary>The reduction axes to add up in memory over, as far as they pay for loading and storing the sums at each
    /// of their steps.</summary>
    private static EquatableArray<ScheduledLoop> AddsUpInMemory(Comprehension statement, Schedule schedule, Target target)
    {
        if (!statement.IsContraction || statement.IsDot || statement.Epilogue is not Accumulator) return [];
        if (schedule.AlongReduction || schedule.VectorAxis is not { } lanes) return [];
        if (statement.Output.Element != ElementType.Single) return []; // Sums would be rounded at each step.
        Axis[] axes = [.. statement.ReductionAxes.Where(a => a.Extent != 1)]; // There is no loop over one value.
        if (axes.Length > 0 && axes[0].IsBatch) return OfSamples(statement, schedule, axes, target);

        // Long rows of a large matrix, a few at a time: read across, as they lie, and not down in strips.
        bool longRows = WeightsPassOnce(statement, schedule, target.Machine) && lanes.Extent >= target.Machine.LongRow;
        if (!longRows) return [];
        return Decisions.Choose(axes.Length == 2, Branch.MemorySumOfLongRows, Branch.LongRowsUnsplit)
            ? [new(axes[0], 1, Kind: LoopKind.AddedInItem)]
            : [];
    }

    /// <summary>
    /// A weight gradient: sample by sample where a batch of operands is more than a cache holds, and of a large sample as many positions as
    /// the first-level cache holds of a tile's operands, so that the tiles beside it find them there.
    /// </summary>
    private static EquatableArray<ScheduledLoop> OfSamples(Comprehension statement, Schedule schedule, Axis[] axes, Target target)
    {
        Machine machine = target.Machine;
        long Inside(int axis) => axes.Skip(axis).Aggregate(1L, (n, a) => n * a.Extent);
        if (statement.Body.Loads().Sum(l => 4 * l.Tensor.Count) * machine.Batch <= machine.SecondLevelCache)
            return Decisions.Take<EquatableArray<ScheduledLoop>>(Branch.BatchFitsCache, []);
        if (Inside(1) < machine.StepsOfMemorySum) return Decisions.Take<EquatableArray<ScheduledLoop>>(Branch.SampleIsFewSteps, []);
        bool near = target.HasRanges && 4 * statement.Output.Count <= 2 * machine.FarMemory; // Of two threads, each has a half.
        LoopKind kind = Decisions.Choose(near, Branch.MemorySumAroundItems, Branch.MemorySumInItem) ? LoopKind.AddedAroundItems
            : LoopKind.AddedInItem;
        ScheduledLoop samples = new(axes[0], 1, Kind: kind);
        long most = machine.PositionsOfTile;
        if (Inside(1) <= most) return Decisions.Take<EquatableArray<ScheduledLoop>>(Branch.MemorySumBySample, [samples]);
        int split = Enumerable.Range(1, axes.Length - 1).First(a => Inside(a + 1) <= most);
        ScheduledLoop[] whole = [.. axes.Take(split).Select(a => new ScheduledLoop(a, 1, Kind: kind))];
        int part = PartOf(axes[split].Extent, most / Inside(split + 1));
        bool canBeParted = CanBeParted(statement, schedule, axes[split]);
        if (part > 1 && !Decisions.Choose(canBeParted, Branch.MemorySumByParts, Branch.PartsDecidedBefore)) part = 1;
        return part * Inside(split + 1) < machine.StepsOfMemorySum
            ? Decisions.Take<EquatableArray<ScheduledLoop>>(Branch.RowIsFewSteps, [.. whole])
            : [.. whole, new ScheduledLoop(axes[split], part, Kind: kind)];
    }

    /// <summary>As many values of an axis as may be, in equal parts where such are not much smaller.</summary>
    private static int PartOf(int extent, long most)
    {
        int largest = (int)Math.Min(extent, most), equal = Enumerable.Range(1, largest).Last(p => extent % p == 0);
        return 2 * equal > largest ? equal : largest;
    }

    /// <summary>Whether no guard over the axis is decided before the code runs: the loop inside of tiles is then one.</summary>
    private static bool CanBeParted(Comprehension statement, Schedule schedule, Axis axis) => Guard.Of(statement)
        .Where(g => g.Index.Uses(axis))
        .All(g => g.Index.Terms.Any(t => t.Axis != axis && t.Axis.Extent > 1) && !g.Index.Terms.Any(t => schedule.IsTiled(t.Axis)));

    /// <summary>Each weight is used once for a sample, and all of them together are more than a cache holds: samples pass
    /// over them inside.</summary>
    private static bool WeightsPassOnce(Comprehension statement, Schedule schedule, Machine machine) =>
        statement.IsContraction && schedule is { VectorAxis: { } lanes, AlongReduction: false } && statement.OutputAxes[0].IsBatch
        && statement.Body.Loads().Any(l => l.Tensor.IsWeights && Strides.Along(l, lanes) == 1
            && statement.Points == l.Tensor.Count && 4 * l.Tensor.Floats > machine.SecondLevelCache);

    /// <summary>The gradient of a large matrix sums over samples alone and is written once.</summary>
    private static bool ResultLeavesCache(Comprehension statement, Schedule schedule, Machine machine) =>
        statement.IsContraction && schedule is { VectorAxis: not null, AlongReduction: false, Outside.Count: 0 }
        && statement.ReductionAxes.All(a => a.IsBatch) && 4 * statement.Output.Count > machine.SecondLevelCache
        && statement.OutputAxes.Count == 2;

    private static bool WeightsLeaveCache(Comprehension statement, Schedule schedule, Machine machine) =>
        statement.IsContraction && schedule is { VectorAxis: { } lanes, AlongReduction: false }
        && WeightPrefetch.WeightsOf(statement, lanes) is { } weights
        && Decisions.Choose(4 * weights.Tensor.Floats > machine.SecondLevelCache / 2, Branch.WeightsLeaveCache, Branch.WeightsFitCache);

    private static Schedule ChooseLanes(Comprehension statement, Target target, bool batchBound, Axis? band)
    {
        Axis last = statement.OutputAxes[statement.OutputAxes.Count - 1];
        Axis? along = ReductionLanes(statement);
        if (statement.IsContraction && !batchBound && TransposedLanes.Choose(statement, last, target) is { } transposed) return transposed;
        if (!batchBound && TransposedLanes.OfCopy(statement, last, target) is { } turned) return turned;
        if (last.Extent > 1 && Strides.CanBeLanes(statement, last))
        {
            return Decisions.Choose(statement.IsContraction, Branch.LanesOfTiles, Branch.LanesAlone)
                ? Tiled(statement, last, target, batchBound, band)
                : Plain(statement, last, target);
        }

        if (statement.IsDot) along = null; // Lanes are added up as floats.
        if (Decisions.Choose(along is not null, Branch.LanesOfSums, Branch.Scalars)) return Dot(statement, along!, target, batchBound);
        return new Schedule(null, false, [1], 1, [], []);
    }

    /// <summary>The innermost reduction axis that can be lanes of partial sums; what happens to the finished sum does not matter.</summary>
    private static Axis? ReductionLanes(Comprehension statement)
    {
        Comprehension sum = statement with { Epilogue = new Accumulator() };
        return statement.Reduction == Reduction.Sum
            ? statement.ReductionAxes.Reverse().FirstOrDefault(a => a.Extent >= 4 && Strides.CanBeLanes(sum, a))
            : null;
    }

    private static Schedule Plain(Comprehension statement, Axis lanes, Target target)
    {
        int vectors = LaneSplit.Cover(lanes.Extent, target.Lanes, overlap: true).Count;
        int block = statement.ReductionAxes.Count > 0 ? Math.Min(SumsTogether, vectors) : vectors <= ShortRow ? vectors : 1;
        return new Schedule(lanes, false, target.Lanes, block, [], []);
    }

    private static Schedule Tiled(Comprehension statement, Axis lanes, Target target, bool batchBound, Axis? band)
    {
        int vectors = LaneSplit.Cover(lanes.Extent, target.Lanes, overlap: true).Count;
        Schedule best = new(lanes, false, target.Lanes, 1, [], []);
        double least = double.MaxValue;
        foreach (Tile[] fixedTiles in TileCandidates(statement, lanes, target, batchBound, band))
        {
            Axis axis = fixedTiles[fixedTiles.Length - 1].Axis;
            int inner = fixedTiles.Take(fixedTiles.Length - 1).Aggregate(1, (product, t) => product * t.Factor);
            int extent = axis.ExtentIn(target.Machine.Batch);
            long others = statement.OutputAxes.Where(a => a != lanes && fixedTiles.All(t => t.Axis != a))
                .Aggregate(1L, (n, a) => n * a.ExtentIn(target.Machine.Batch));
            bool sharesBlocksAlone = axis.IsBatch && others == 1 && WeightsPassOnce(statement, best, target.Machine);
            for (int factor = 1; factor <= Math.Min(extent, target.Registers); factor++)
            {
                if (!Divides(statement, axis, factor) || (axis.IsBatch && (factor & (factor - 1)) != 0)) continue;
                for (int block = 1; block <= Math.Min(vectors, target.Registers); block++)
                {
                    if (!CostModel.Fits(factor * inner, block, target)) break;
                    // At small batches a tile of samples is mostly empty, so samples must win clearly over cells.
                    double cost = (axis.IsBatch ? 1.25 : 1) * others * CostModel.Contraction(
                        extent * inner, factor * inner, vectors, block, VectorOperandBytes(statement, lanes, target.Machine), target);
                    if (sharesBlocksAlone && Decisions.Take(Branch.BlocksBalanced)) cost *= CostModel.Imbalance(vectors, block);
                    if (cost >= least * 0.98) continue; // The earlier candidate is the one closer in memory.
                    Tile[] tiles = [.. fixedTiles.Take(fixedTiles.Length - 1), new Tile(axis, factor)];
                    Schedule candidate =
                        best with { VectorsPerBlock = block, Tiles = tiles.Where(t => t.Factor > 1 || t.Axis.IsBatch).ToEquatableArray() };
                    if (BodySize(candidate, RequiredUnrolling(statement, candidate, target.Machine)) > LargestBody
                        && Decisions.Take(Branch.TileTooLong))
                        continue;
                    least = cost;
                    best = candidate;
                }
            }
        }

        if (least == double.MaxValue)
            best = best with { VectorsPerBlock = SingleCellBlock(vectors, VectorOperandBytes(statement, lanes, target.Machine), target) };
        best = best with { Tiles = best.Tiles.Where(t => t.Factor > 1).ToEquatableArray() };
        Decisions.Take(least == double.MaxValue ? Branch.TileNone : best.Tiles.Count == 0 ? Branch.TileOfOneCell
            : best.IsTiled(Axis.Batch) ? Branch.TileOfSamples : best.Tiles.Count > 1 ? Branch.TileOfTwoAxes : Branch.TileOfOneAxis);
        return best;
    }

    /// <summary>No axis shares its vectors (a dense layer of one sample): as many neighbouring vectors as registers hold, so that weights
    /// are read as one stream.</summary>
    private static int SingleCellBlock(int vectors, long vectorOperandBytes, Target target) =>
        Enumerable.Range(1, Math.Min(vectors, target.Registers - 2))
            .OrderBy(block => CostModel.Contraction(1, 1, vectors, block, vectorOperandBytes, target)).First();

    /// <summary>Axes to tile by: the last of each candidate gets the factor, those before it are taken whole.</summary>
    private static IEnumerable<Tile[]> TileCandidates(Comprehension statement, Axis lanes, Target target, bool batchBound, Axis? band)
    {
        Load[] vectors = [.. statement.Body.Loads().Where(l => Strides.Along(l, lanes) == 1)];
        Axis[] reusing = [.. statement.OutputAxes.Reverse()
            .Where(a => a != lanes && a != band && !(a.IsBatch && batchBound) && vectors.Any(v => Strides.Along(v, a) == 0))];
        IReadOnlyList<Guard> guards = Guard.Of(statement);
        foreach (Axis axis in reusing)
        {
            // A guard that ties the axis to another output axis cannot be decided at build time.
            if (guards.Any(g => g.Index.Uses(axis) && g.Index.Terms.Any(t => t.Axis != axis && statement.OutputAxes.Contains(t.Axis))
                && Decisions.Take(Branch.TileGuardUndecided)))
                continue;
            yield return [new Tile(axis, 1)];
        }

        // Two neighbouring small axes together: the first layer's kernel gradient has one to three channels, and a window five taps, too
        // few to fill many registers.
        int smallMost = target.Registers >= 32 ? 5 : 4;
        for (int a = 0; a + 1 < reusing.Length; a++)
        {
            (Axis small, Axis other) = (reusing[a], reusing[a + 1]);
            if (other.IsBatch || small.Extent == 1 || small.Extent > smallMost) continue;
            if (guards.Any(g => g.Index.Uses(other) && g.Index.Terms.Any(t => t.Axis != other && statement.OutputAxes.Contains(t.Axis))))
                continue;
            yield return [new Tile(small, small.Extent), new Tile(other, 1)];
        }
    }

    /// <summary>Gradients of strided windows: tiles must begin on a whole cell, so that one pattern of taps fits all of them.</summary>
    private static bool Divides(Comprehension statement, Axis axis, int factor) =>
        Guard.Of(statement).Where(g => g.Index.Uses(axis)).All(g => factor % g.Index.Divisor == 0);

    private static long VectorOperandBytes(Comprehension statement, Axis lanes, Machine machine) =>
        statement.Body.Loads().Where(l => Strides.Along(l, lanes) == 1).Select(l => 4 * PassedOver(statement, l, lanes, machine)).Max();

    /// <summary>Floats of an operand that one tile reads: what moves along the reduction, and the lanes.</summary>
    private static long PassedOver(Comprehension statement, Load load, Axis lanes, Machine machine) => statement.ReductionAxes.Append(lanes)
        .Where(a => load.Uses(a)).Aggregate(1L, (n, a) => n * a.ExtentIn(machine.Batch));

    /// <summary>Lanes along the reduction; a few cells of both operands' own axes share each loaded vector.</summary>
    private static Schedule Dot(Comprehension statement, Axis along, Target target, bool batchBound)
    {
        var tiles = new List<Tile>();
        if (statement.IsContraction && Decisions.Choose(Guard.Of(statement).Count == 0, Branch.DotTiled, Branch.DotGuarded))
        {
            Axis? own = statement.OutputAxes.LastOrDefault(a => !a.IsBatch && a.Extent > 1);
            int outputs = Math.Min(GatheredSums.Lanes, own?.Extent ?? 1), samples = outputs * 4 <= target.Registers / 2 ? 4 : 2;
            if (own is not null) tiles.Add(new Tile(own, outputs));
            if (!batchBound && statement.OutputAxes[0].IsBatch) tiles.Add(new Tile(Axis.Batch, samples));
        }

        return new Schedule(along, true, target.Lanes, 1, tiles.Where(t => t.Factor > 1).ToEquatableArray(), []);
    }

    /// <summary>
    /// Taps that are written out: a guard over a tiled axis and a tap passes for some cells of a tile and not for others. Where the tile is
    /// the whole axis, or a loop pays, the tap stays one, which is then split into runs of equal pattern.
    /// </summary>
    private static List<Axis> RequiredUnrolling(Comprehension statement, Schedule schedule, Machine machine) =>
        [.. Guard.Of(statement)
            .Where(g => g.Index.Terms.Any(t => schedule.IsTiled(t.Axis) && schedule.Factor(t.Axis) < t.Axis.Extent))
            .SelectMany(g => g.Index.Terms.Select(t => t.Axis).Where(
                a => statement.ReductionAxes.Contains(a) && !schedule.Outside.Contains(a) && !LoopPays(statement, schedule, g, a, machine)))
            .Distinct()];

    /// <summary>
    /// Whether a tap is looped over: its weights then are one stream, which a core reads faster than several side by side. Each of its
    /// steps must be a loop in itself, and a border must leave most cells of a tile, since the others' sums wait for nothing.
    /// </summary>
    private static bool LoopPays(Comprehension statement, Schedule schedule, Guard guard, Axis tap, Machine machine)
    {
        long steps = statement.ReductionAxes.SkipWhile(a => a != tap).Skip(1).Aggregate(1L, (n, a) => n * (a.IsBatch ? 1 : a.Extent));
        if (steps < machine.StepsOfLoop) return Decisions.Refuse(Branch.TapsOfFewSteps);
        if (guard.Index.Divisor != 1) return Decisions.Refuse(Branch.TapsDivided);
        Axis tiled = guard.Index.Terms.Select(t => t.Axis).First(schedule.IsTiled);
        int factor = schedule.Factor(tiled), last = (tiled.Extent - 1) / factor * factor;
        int Beyond(int start, int at) => Enumerable.Range(start, Math.Min(factor, tiled.Extent - start))
            .Count(cell => !guard.Holds(a => a == tiled ? cell : a == tap ? at : 0));
        return Decisions.Choose(Enumerable.Range(0, tap.Extent).All(at => Math.Max(Beyond(0, at), Beyond(last, at)) <= factor / 4),
            Branch.TapsLooped, Branch.TapsAtBorder);
    }

    private static int BodySize(Schedule schedule, IEnumerable<Axis> unrolled) =>
        unrolled.Aggregate(schedule.Step, (n, a) => n * a.Extent);

    private static EquatableArray<Axis> ChooseUnrolled(Comprehension statement, Schedule schedule, UnrollPreference unroll, Machine machine)
    {
        List<Axis> chosen = RequiredUnrolling(statement, schedule, machine);
        int limit = unroll == UnrollPreference.Speed ? SpeedBody : SizeBody;
        IReadOnlyList<Guard> guards = Guard.Of(statement);
        foreach (Axis axis in statement.ReductionAxes.Reverse())
        {
            if (chosen.Contains(axis) || axis == schedule.VectorAxis || schedule.InMemory.Any(l => l.Axis == axis)) continue;
            if (axis.Extent == 1) continue;
            bool guarded = guards.Any(g => g.Index.Uses(axis));
            if (axis.IsBatch || (guarded && Decisions.Take(Branch.UnrollingGuarded))) break;
            if (chosen.Count == 0 && axis.Extent >= TapRuns.LeastTaps && BodySize(schedule, chosen) >= TapRuns.LeastWork
                && ConstantMatrixProduct.Match(statement) is null && Decisions.Take(Branch.LoopIsFree))
                break;
            if (!statement.IsContraction && axis.Extent > LongestSum && Decisions.Take(Branch.UnrollingBringsNothing)) break;
            if (!Decisions.Choose(BodySize(schedule, chosen) * axis.Extent <= limit, Branch.Unrolled, Branch.UnrollingTooLong)) break;
            chosen.Add(axis);
        }

        return statement.ReductionAxes.Where(chosen.Contains).ToEquatableArray();
    }

    /// <summary>Enough items to share between threads, at one sample too where one sample is much work; no more, since each
    /// costs a little.</summary>
    private static int ChooseItems(Comprehension statement, Schedule schedule, Machine machine)
    {
        ScheduledLoop[] loops = [.. schedule.Outputs];
        long alone = 1, batched = 1;
        for (int count = 0; count < loops.Length; count++)
        {
            bool sums = schedule.Outside.Any(a => a.IsBatch), little = statement.Work < machine.SharedKernel;
            // An item that adds up in memory passes over all samples.
            long least = (schedule.InMemory.Any(l => l.Kind == LoopKind.AddedInItem) ? 1 : 4) * machine.Items;
            bool enough = sums ? alone >= least : batched >= 2 * machine.Items && (alone >= machine.Items || little);
            if (enough && count > 0)
            {
                Decisions.Take(sums ? Branch.ItemsOfMemorySum : alone >= machine.Items ? Branch.ItemsOfOneSample : Branch.ItemsOfBatch);
                return count;
            }

            if (count > 0 && loops[count].Axis is { IsBatch: true })
            {
                Decisions.Take(Branch.ItemsOutsideSamples);
                return count;
            }

            alone *= loops[count].Count(1);
            batched *= loops[count].Count(machine.Batch);
        }

        Decisions.Take(Branch.ItemsOfAllLoops);
        return loops.Length;
    }
}
