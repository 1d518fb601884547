using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// What every schedule keeps: each axis of the output is walked once, loops come in the order of <see cref="LoopKind"/>, and only
/// reductions are unrolled or added up. That accesses stay inside their tensors is proven of the loops themselves
/// (<see cref="AccessVerifier"/>).
/// </summary>
internal static class ScheduleVerifier
{
    public static IEnumerable<string> Problems(Comprehension statement, Schedule schedule)
    {
        ScheduledLoop[] outputs = [.. schedule.Outputs];
        bool lanesAreOutputs = schedule is { VectorAxis: not null, AlongReduction: false };
        IEnumerable<Axis> expected = statement.OutputAxes.Where(a => a.Extent != 1 && !(lanesAreOutputs && a == schedule.VectorAxis));
        if (!outputs.Select(l => l.Axis).OfType<Axis>().OrderBy(a => a.Name).SequenceEqual(expected.OrderBy(a => a.Name)))
            yield return $"loops over {Names(outputs.Select(l => l.Name))}, where the output has {Names(expected.Select(a => a.Name))}";
        if (outputs.Count(l => l.Axis is null) != (lanesAreOutputs ? 1 : 0))
            yield return "blocks of vectors are looped over once where lanes are outputs, and never elsewhere";
        foreach (ScheduledLoop loop in outputs.Where(l => l.Axis is not null && l.Step != schedule.Factor(l.Axis)))
            yield return $"{loop.Name} goes in steps of {loop.Step}, its tile has {schedule.Factor(loop.Axis!)}";

        if (!schedule.Loops.Select(l => l.Kind).SequenceEqual(schedule.Loops.Select(l => l.Kind).OrderBy(k => k)))
            yield return "items and what is added up in memory come first, then all else around tiles, and what is in registers last";
        if (schedule.Loops.Count(l => l.Kind >= LoopKind.Vectorized) > 1) yield return "lanes along two axes";
        if (schedule.InMemory.Count > 0 && statement is not { Reduction: Reduction.Sum, Epilogue: Accumulator })
            yield return "only a plain sum is added up in memory";
        if (schedule.Transposed && !TurnsRows(statement, schedule)) yield return "cells are turned into rows that are not in one tile";

        IEnumerable<Axis> reductions = schedule.InMemory.Select(l => l.Axis!).Concat(schedule.Unrolled)
            .Concat(schedule.AlongReduction ? [schedule.VectorAxis!] : []);
        foreach (Axis axis in reductions.Where(a => !statement.ReductionAxes.Contains(a)))
            yield return $"{axis.Name} is no axis of the reduction";
        foreach (IGrouping<Axis, Axis> twice in reductions.GroupBy(a => a).Where(g => g.Count() > 1))
            yield return $"{twice.Key.Name} is reduced in two ways";
        foreach (Tile tile in schedule.Tiles.Where(t => t.Factor < 1 || !statement.OutputAxes.Contains(t.Axis)))
            yield return $"a tile of {tile.Factor} of {tile.Axis.Name}";
    }

    private static bool TurnsRows(Comprehension statement, Schedule schedule)
    {
        Axis last = statement.OutputAxes[statement.OutputAxes.Count - 1];
        int cells = schedule.Factor(last);
        return last != schedule.VectorAxis && (cells == last.Extent || cells % TransposedLanes.Cells == 0);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
