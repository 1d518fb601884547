using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The order of a schedule's loops over outputs, outermost first: <see cref="Initial"/> makes it, the others are the reorderings that a
/// <see cref="Scheduler"/> composes, each for one reason.
/// </summary>
internal static class LoopOrder
{
    /// <summary>Axes in order, then blocks of vectors, then tiled axes: a block's weights stay close while the tiles
    /// pass over them.</summary>
    public static List<ScheduledLoop> Initial(Comprehension statement, Schedule schedule)
    {
        ScheduledLoop[] axes = [.. statement.OutputAxes.Where(a => a != schedule.VectorAxis && a.Extent != 1)
            .Select(a => new ScheduledLoop(a, schedule.Factor(a)))];
        IEnumerable<ScheduledLoop> blocks = schedule is { VectorAxis: { } lanes, AlongReduction: false }
            ? [new ScheduledLoop(null, 1, VectorBlock.Split(lanes.Extent, schedule).Sum(b => b.Count))] : [];
        return [.. axes.Where(l => !IsTiled(l)), .. blocks, .. axes.Where(IsTiled)];
    }

    /// <summary>
    /// For weights that are more than a cache holds: all axes that choose among them, and blocks of vectors, come before those that pass
    /// over them; the samples, too, where reading all weights for each is more than reading each sample for every block.
    /// </summary>
    /// <param name="samplesLast"><see cref="SamplesInside"/> comes after this.</param>
    public static List<ScheduledLoop> WeightsOutside(this List<ScheduledLoop> loops, Comprehension statement, Schedule schedule,
        Machine machine, bool samplesLast)
    {
        bool samplesInside = !samplesLast && WeightsAreMore(statement, schedule, machine);
        if (samplesInside) Decisions.Take(Branch.SamplesInsideBlocks);
        int Rank(Axis axis) => Separates(statement, axis,
            machine) ? 0 : axis.IsBatch ? (samplesInside ? 3 : 1) : Moves(statement, axis) ? 2 : 4;
        ScheduledLoop[] plain = [.. loops.Where(l => l.Axis is not null && !IsTiled(l))], blocks = [.. loops.Where(l => l.Axis is null)];
        ScheduledLoop[] ranked = [.. plain.OrderBy(l => Rank(l.Axis!))];
        bool among = plain.Length > 0 && plain[0].Axis is { IsBatch: true } && !(samplesLast && ReadsRowsWhole(schedule));
        int at = among ? ranked.Count(l => (l.Axis!.IsBatch && !samplesInside) || Moves(statement, l.Axis)) : plain.Length;
        return [.. ranked.Take(at), .. blocks, .. ranked.Skip(at), .. loops.Where(IsTiled)];
    }

    /// <summary>A large result is written row after row: blocks of vectors are the innermost loop.</summary>
    public static List<ScheduledLoop> BlocksInside(this List<ScheduledLoop> loops) =>
        [.. loops.Where(l => l.Axis is not null), .. loops.Where(l => l.Axis is null)];

    /// <summary>Weights are read once: the loop over samples is the innermost.</summary>
    public static List<ScheduledLoop> SamplesInside(this List<ScheduledLoop> loops) =>
        loops.Count > 0 && loops[0].Axis is { IsBatch: true } ? [.. loops.Skip(1), loops[0]] : loops;

    /// <summary>The bands that a kernel's statements share come first after the samples, items with them.</summary>
    public static List<ScheduledLoop> BandsOutside(this List<ScheduledLoop> loops, Axis band)
    {
        if (band.Extent == 1) return loops;
        Decisions.Take(Branch.BandsOutside);
        ScheduledLoop bands = loops.First(l => l.Axis == band);
        ScheduledLoop[] others = [.. loops.Where(l => l != bands)];
        return [.. others.Take(1), bands, .. others.Skip(1)];
    }

    /// <summary>Samples in tiles are no tiled axis here: what is left of a batch is decided outside.</summary>
    private static bool IsTiled(ScheduledLoop loop) => loop is { Step: > 1, Axis.IsBatch: false };

    /// <summary>
    /// Long rows of a matrix that is used once, added up in memory: an item is a part of the rows and reads each from end to end. A strip
    /// of columns instead would touch a page of memory for every few vectors, at half the speed of a stream.
    /// </summary>
    private static bool ReadsRowsWhole(Schedule schedule) =>
        schedule.InMemory.Count > 0 && schedule.InMemory[0].Axis is { IsBatch: false } && Decisions.Take(Branch.RowsReadWhole);

    /// <summary>
    /// Whether all weights are more than a sample's other operand, once for each block of vectors, and more than a cache holds. The blocks
    /// are then the items: where they are too few, threads would have nothing to do.
    /// </summary>
    private static bool WeightsAreMore(Comprehension statement, Schedule schedule, Machine machine)
    {
        Load[] loads = [.. statement.Body.Loads()];
        if (statement.OutputAxes.Any(a => Separates(statement, a, machine)) || loads.Length != 2
            || loads.FirstOrDefault(l => l.Tensor.IsWeights) is not { } weights
            || loads.FirstOrDefault(l => !l.Tensor.IsWeights) is not { } other) return false;
        long blocks = statement.OutputAxes.Where(a => a != schedule.VectorAxis && Moves(statement, a))
            .Aggregate((long)VectorBlock.Split(schedule.VectorAxis!.Extent, schedule).Sum(b => b.Count), (n, a) => n * a.Extent);
        return 4 * weights.Tensor.Count > machine.SecondLevelCache && weights.Tensor.Count > other.Tensor.Count * blocks
            && Decisions.Choose(blocks >= machine.Items, Branch.BlocksAreItems, Branch.BlocksAreTooFew);
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
