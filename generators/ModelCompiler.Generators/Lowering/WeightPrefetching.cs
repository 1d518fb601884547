using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Weights that are more than a cache holds come from memory as one stream, in the order in which <see cref="Fusion.KernelPacking"/> put them. A core asks ahead on its own for a few lines of a stream, which is
/// too late where each line's arithmetic takes only a few cycles: so each step asks for the lines of a step long after it. Later passes over the same weights ask for what is there, which costs next to nothing.
/// </summary>
internal static class WeightPrefetching
{
    /// <summary>How far ahead. From 4 to 64 KB the rates are the same; nearer is late, farther drives out what is still to be used.</summary>
    private const int FloatsAhead = 4096;

    /// <summary>Floats that memory hands over at a time.</summary>
    private const int Line = 16;

    /// <summary>Cells that share a line at least: with fewer, nothing but the stream takes time, and a core's own guesses are enough.</summary>
    private const int LeastCells = 4;

    public static bool Pays(Comprehension statement, Schedule schedule, Target target) =>
        target.Prefetches && schedule.Tiles.Where(t => !t.Axis.IsBatch).Aggregate(1, (n, t) => n * t.Factor) >= LeastCells
        && statement.ReductionAxes.Count > 0;

    /// <summary>What to ask for in one step, straight code that loads weights from <paramref name="buffer"/>.</summary>
    public static IEnumerable<Prefetch> Of(IEnumerable<NestStatement> step, string buffer)
    {
        var asked = new HashSet<(long Line, LinearForm Shape)>();
        foreach (VectorLoad load in step.SelectMany(s => s.Vectors()).OfType<VectorLoad>().Where(l => l.From.Base == buffer))
        {
            for (long at = load.From.Offset.Constant; at < load.From.Offset.Constant + load.Lanes; at += Line)
            {
                if (asked.Add((at / Line, load.From.Offset.WithConstant(0)))) yield return new Prefetch(new Access(buffer, load.From.Offset.WithConstant(at + FloatsAhead)));
            }
        }
    }
}
