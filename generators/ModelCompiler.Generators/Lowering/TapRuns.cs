using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Taps that follow each other.</summary>
/// <param name="Taps">Where they are written out, one scope each; one where they are looped over.</param>
/// <param name="Looped">The axis of the loop; null where they are written out.</param>
/// <param name="Values">The loop's.</param>
internal sealed record TapRun(IReadOnlyList<AxisScope> Taps, Axis? Looped, Run Values);

/// <summary>
/// Which of a tile's unrolled taps are looped over after all: neighbours that the same cells meet. Both ways add in the same order. Written
/// out, a tile in the middle of a map has its multiply-adds once for each tap, and taps that overlap read the same numbers, which a
/// compiler then keeps on the stack, since the sums have all registers: a store for every two multiply-adds.
/// </summary>
internal sealed class TapRuns(Schedule schedule, Activity activity)
{
    /// <summary>
    /// Multiply-adds of a step from which on a loop is free: each sum waits four cycles for the one before it, in which a core has time for
    /// the four instructions of a loop. LeNet-5, with tiles of four to sixteen, takes 1% longer than written out, and 5% less text.
    /// </summary>
    public const int LeastWork = 4;

    /// <summary>Taps of a loop at least; a loop of two, at the borders of windows of three, brings little text.</summary>
    public const int LeastTaps = 3;

    /// <summary>The taps at one tile, in order.</summary>
    public IReadOnlyList<TapRun> Of(OutputPlace place, AxisScope scope)
    {
        AxisScope[] all = [.. activity.Unroll(scope)];
        TapRun[] written = [new TapRun(all, null, default)];
        if (all.Length == 1 || !CanLoop(out Axis axis)) return written;
        string[] patterns = [.. all.Select(tap => string.Concat(place.Points(tap).Select(p => activity.IsActive(p) ? '1' : '0')))];
        var runs = new List<TapRun>();
        var straight = new List<AxisScope>();
        void EndStraight()
        {
            if (straight.Count > 0) runs.Add(new TapRun([.. straight], null, default));
            straight.Clear();
        }

        for (int first = 0, end; first < all.Length; first = end)
        {
            int value = first % axis.Extent;
            end = first + 1;
            while (end % axis.Extent != 0 && patterns[end] == patterns[first]) end++;
            int work = patterns[first].Count(c => c == '1') * place.Groups.Count;
            if (work == 0) continue;
            if (end - first < LeastTaps || !Decisions.Choose(work >= LeastWork, Branch.TapRunLooped, Branch.TapRunOfLittleWork))
            {
                straight.AddRange(all.Skip(first).Take(end - first));
                continue;
            }

            EndStraight();
            var values = new Run(value, value + end - first);
            runs.Add(new TapRun([all[first].With(axis, LinearForm.Of(axis.Name), value)], axis, values));
        }

        EndStraight();
        return runs.Any(r => r.Looped is not null) ? runs : written;
    }

    /// <summary>
    /// Not where a step asks for lines of the next, nor where an index is divided (the taps' addresses then are no multiples of one step),
    /// nor in a product with a constant matrix, whose terms differ.
    /// </summary>
    private bool CanLoop(out Axis axis)
    {
        Axis innermost = axis = schedule.Unrolled[schedule.Unrolled.Count - 1];
        return !activity.HasMatrix && schedule.Prefetch is null
            && !activity.Guards.Any(g => g.Index.Divisor != 1 && g.Index.Uses(innermost));
    }
}
