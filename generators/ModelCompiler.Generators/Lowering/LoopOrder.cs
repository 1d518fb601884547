using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>What decides the order of a schedule's loops over outputs.</summary>
/// <param name="BatchInside">The loop over samples is the innermost, so that weights are read once.</param>
/// <param name="WeightsOutside">
/// Blocks of vectors are looped over outside the cells, so that a block's weights stay in the cache while all cells pass over them.
/// </param>
/// <param name="RowsInOrder">Blocks of vectors are the innermost loop: a large result is written row after row.</param>
/// <param name="Band">The axis of the bands that a kernel's statements share: the first after the samples, an item with them.</param>
internal readonly record struct LoopOrder(bool BatchInside = false, bool WeightsOutside = false, bool RowsInOrder = false, Axis? Band = null)
{
    /// <summary>
    /// Outermost first: axes in order, then blocks of vectors, then tiled axes, so that a block's weights stay close while the tiles pass
    /// over them. Where the weights are more than a cache holds, all axes that choose among them come before those that pass over them; the
    /// samples, too, where reading all weights for each is more than reading each sample for every block.
    /// </summary>
    public List<ScheduledLoop> Of(Comprehension statement, Schedule schedule, Machine machine)
    {
        var plain = new List<ScheduledLoop>();
        var tiled = new List<ScheduledLoop>();
        foreach (Axis axis in statement.OutputAxes)
        {
            if (axis == schedule.VectorAxis || axis.Extent == 1) continue;
            bool last = schedule.Factor(axis) > 1 && !axis.IsBatch;
            (last ? tiled : plain).Add(new ScheduledLoop(axis, schedule.Factor(axis)));
        }

        bool samplesInside = WeightsOutside && !BatchInside && WeightsAreMore(statement, schedule, machine);
        if (samplesInside) Decisions.Take(Branch.SamplesInsideBlocks);
        int Rank(Axis axis) => Separates(statement, axis, machine) ? 0 : axis.IsBatch ? (samplesInside ? 3 : 1) : Moves(statement, axis) ? 2 : 4;
        var loops = new List<ScheduledLoop>(WeightsOutside ? plain.OrderBy(l => Rank(l.Axis!)) : plain);
        if (schedule is { VectorAxis: { } lanes, AlongReduction: false })
        {
            bool among = WeightsOutside && plain.Count > 0 && plain[0].Axis is { IsBatch: true } && !ReadsRowsWhole(schedule);
            int at = among ? loops.Count(l => (l.Axis!.IsBatch && !samplesInside) || Moves(statement, l.Axis)) : plain.Count;
            var blocks = new ScheduledLoop(null, 1, VectorBlock.Split(lanes.Extent, schedule).Sum(b => b.Count));
            if (RowsInOrder) tiled.Add(blocks);
            else loops.Insert(at, blocks);
        }

        loops.AddRange(tiled);
        if (Band is { Extent: > 1 } band)
        {
            Decisions.Take(Branch.BandsOutside);
            ScheduledLoop bands = loops.First(l => l.Axis == band);
            loops.Remove(bands);
            loops.Insert(1, bands);
        }

        if (BatchInside && loops.Count > 0 && loops[0].Axis is { IsBatch: true })
        {
            ScheduledLoop batch = loops[0];
            loops.RemoveAt(0);
            loops.Add(batch);
        }

        return loops;
    }

    /// <summary>
    /// Long rows of a matrix that is used once, added up in memory: an item is a part of the rows and reads each from end to end. A strip
    /// of columns instead would touch a page of memory for every few vectors, at half the speed of a stream.
    /// </summary>
    private bool ReadsRowsWhole(Schedule schedule) => BatchInside && schedule.Outside.Count > 0 && !schedule.Outside[0].IsBatch && Decisions.Take(Branch.RowsReadWhole);

    /// <summary>
    /// Whether all weights are more than a sample's other operand, once for each block of vectors, and more than a cache holds.
    /// </summary>
    private static bool WeightsAreMore(Comprehension statement, Schedule schedule, Machine machine)
    {
        Load[] loads = [.. statement.Body.Loads()];
        if (statement.OutputAxes.Any(a => Separates(statement, a, machine)) || loads.Length != 2 || loads.FirstOrDefault(l => l.Tensor.IsWeights) is not { } weights || loads.FirstOrDefault(l => !l.Tensor.IsWeights) is not { } other) return false;
        long blocks = statement.OutputAxes.Where(a => a != schedule.VectorAxis && Moves(statement, a)).Aggregate((long)VectorBlock.Split(schedule.VectorAxis!.Extent, schedule).Sum(b => b.Count), (n, a) => n * a.Extent);
        return 4 * weights.Tensor.Count > machine.SecondLevelCache && weights.Tensor.Count > other.Tensor.Count * blocks;
    }

    /// <summary>
    /// Many products that share no operand, as in Winograd's way: all samples pass over the weights of one before the next.
    /// </summary>
    private static bool Separates(Comprehension statement, Axis axis, Machine machine) =>
        !axis.IsBatch && statement.Body.Loads().All(l => l.Indices.Any(i => i.AsAxis == axis))
        && Decisions.Choose(axis.Extent >= machine.SeparateProducts, Branch.ProductsOneByOne, Branch.ProductsTogether);

    /// <summary>Whether a step along the axis goes on to other weights.</summary>
    private static bool Moves(Comprehension statement, Axis axis) =>
        statement.Body.Loads().Any(l => l.Tensor.IsWeights && l.Uses(axis));
}
