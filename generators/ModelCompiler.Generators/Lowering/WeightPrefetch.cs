using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Weights that are more than a cache holds come from memory as one stream, in the order in which <see cref="Rewrites.WeightPacking"/> put
/// them. A core asks ahead on its own for a few lines of a stream, which is too late where each line's arithmetic takes only a few cycles:
/// so each step asks for the lines of a step long after it. Where tiles pass several times over one block of weights, each pass asks for
/// its part of the next block, so that memory is as busy in the last pass as in the first; otherwise all would come during the first, which
/// would wait for it.
/// </summary>
internal abstract record WeightPrefetch
{
    /// <summary>
    /// Cells that share a line at least: with fewer, nothing but the stream takes time, and a core's own guesses are enough.
    /// </summary>
    protected const int LeastCells = 4;

    /// <summary>
    /// A matrix that is read in strips has rows of as many strips at least if a core does not guess: each line is then on its own.
    /// </summary>
    private const int StripsOfRow = 4;

    public static bool Pays(Comprehension statement, Schedule schedule, Target target)
    {
        if (!target.Prefetches || statement.ReductionAxes.Count == 0) return false;
        int cells = schedule.Tiles.Where(t => !t.Axis.IsBatch).Aggregate(1, (n, t) => n * t.Factor);
        if (cells >= LeastCells) return Decisions.Take(Branch.WeightsPrefetched);
        bool shared = cells * schedule.Factor(Axis.Batch) >= LeastCells;
        long strip = (long)schedule.VectorsPerBlock * schedule.Lanes[0];
        return Decisions.Choose(shared && RowOf(statement, schedule) >= StripsOfRow * strip, Branch.StripsPrefetched, Branch.StreamAlone);
    }

    /// <summary>Floats from one step of the sum to the next.</summary>
    private static long RowOf(Comprehension statement, Schedule schedule) =>
        WeightsOf(statement, schedule.VectorAxis!) is { } weights
        && Strides.Along(weights, statement.ReductionAxes[statement.ReductionAxes.Count - 1]) is { } row
            ? row
            : 0;

    /// <summary>The weights that are loaded as vectors; null where there are none.</summary>
    public static Load? WeightsOf(Comprehension statement, Axis lanes) =>
        statement.Body.Loads().FirstOrDefault(l => l.Tensor.IsWeights && Strides.Along(l, lanes) == 1);

    /// <summary>What a schedule that prefetches asks for.</summary>
    /// <param name="schedule">With its loops in order.</param>
    public static WeightPrefetch Choose(Comprehension statement, Schedule schedule, Machine machine) =>
        NextBlockOf(statement, schedule, machine) ?? (WeightPrefetch)new LinesAhead();

    /// <summary>
    /// The block that follows the one at hand, or null where tiles do not pass over a block several times, or it does not lie in one piece.
    /// </summary>
    public static NextBlock? NextBlockOf(Comprehension statement, Schedule schedule, Machine machine)
    {
        if (schedule.InMemory.Count > 0 || WeightsOf(statement, schedule.VectorAxis!) is not { } weights) return null;
        long floats = schedule.VectorAxis!.Extent;
        foreach (Axis axis in statement.ReductionAxes.Reverse().Where(a => a.Extent > 1))
        {
            if (Strides.Along(weights, axis) != floats) return Decisions.Take<NextBlock?>(Branch.BlockInPieces, null);
            floats *= axis.Extent;
        }

        IReadOnlyList<VectorBlock> blocks = VectorBlock.Split(schedule.VectorAxis.Extent, schedule);
        if (blocks.Count > 1) return Decisions.Take<NextBlock?>(Branch.BlockOfUnequalVectors, null);
        if (weights.Tensor.Element.Bytes() * floats > machine.PrefetchedBlock)
            return Decisions.Take<NextBlock?>(Branch.BlockTooLarge, null);
        ScheduledLoop[] loops = [.. schedule.Around];
        int moving = Array.FindLastIndex(loops, l => l.Axis is not null && weights.Uses(l.Axis));
        // Of the first sample: the others find all there.
        ScheduledLoop[] passing = [.. loops.Skip(moving + 1).Where(l => l.Axis is not { IsBatch: true } && l.Count(1) > 1)];
        long passes = passing.Aggregate(1L, (n, l) => n * l.Count(1));
        return Decisions.Choose(passes > 1, Branch.NextBlockPrefetched, Branch.BlockPassedOnce)
            ? new NextBlock(floats, weights.Tensor.Element, passes, passing, blocks[0])
            : null;
    }

    /// <summary>What to ask for in one step.</summary>
    /// <param name="step">Straight code that loads weights.</param>
    /// <param name="buffer">Of the weights.</param>
    /// <param name="place">Where in the output the tile is.</param>
    /// <param name="variables">Of the reduction's loops.</param>
    public abstract IEnumerable<Prefetch> Of(IReadOnlyList<NestStatement> step, string buffer, OutputPlace place,
        IReadOnlyCollection<string> variables);
}

/// <summary>The lines of a step that comes long after it.</summary>
internal sealed record LinesAhead : WeightPrefetch
{
    /// <summary>
    /// How far ahead. From 4 to 64 KB the rates are the same; nearer is late, farther drives out what is still to be used.
    /// </summary>
    private const int FloatsAhead = 4096;

    public override IEnumerable<Prefetch> Of(IReadOnlyList<NestStatement> step, string buffer, OutputPlace place,
        IReadOnlyCollection<string> variables)
    {
        var asked = new HashSet<(long Line, LinearForm Shape)>();
        VectorLoad[] loads = [.. NestParts.Vectors(step).OfType<VectorLoad>().Where(l => l.From.Base == buffer).Distinct()];
        if (NestParts.Vectors(step).OfType<MultiplyAdd>().Count() < LeastCells * loads.Length) yield break;
        foreach (VectorLoad load in loads)
        {
            int line = Machine.CacheLine * load.From.Element.InFloat(), ahead = FloatsAhead * load.From.Element.InFloat();
            for (long at = load.From.Offset.Constant; at < load.From.Offset.Constant + load.Lanes; at += line)
            {
                if (asked.Add((at / line, load.From.Offset.WithConstant(0))))
                    yield return new Prefetch(load.From with { Offset = load.From.Offset.WithConstant(at + ahead) });
            }
        }
    }
}
