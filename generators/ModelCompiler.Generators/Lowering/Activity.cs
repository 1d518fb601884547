using System.Text;
using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Decides guards at build time: which cells of a tile meet which unrolled taps.</summary>
internal sealed class Activity(Comprehension statement, Schedule schedule)
{
    private readonly IReadOnlyList<Guard> guards = Guard.Of(statement);

    private readonly Load? matrix = ConstantMatrixProduct.Match(statement)?.Transform;

    public IReadOnlyList<Guard> Guards => guards;

    /// <summary>Whether the statement transforms by a constant matrix.</summary>
    public bool HasMatrix => matrix is not null;

    /// <summary>All combinations of the unrolled axes' values, on top of a scope.</summary>
    public IEnumerable<AxisScope> Unroll(AxisScope scope) => schedule.Unrolled.Aggregate(
        (IEnumerable<AxisScope>)[scope],
        (scopes, axis) => scopes.SelectMany(s => Enumerable.Range(0, axis.Extent).Select(value => s.With(axis, value))));

    /// <summary>
    /// False if some guard is known to fail here or a matrix has a 0; guards that cannot be decided at build time are enforced by loops and
    /// conditions.
    /// </summary>
    public bool IsActive(AxisScope scope) => Passes(scope) && !ConstantTables.HasZero(matrix, scope);

    private bool Passes(AxisScope scope)
    {
        foreach (Guard guard in guards)
        {
            if (scope.Decides(guard.Index) && !scope.Holds(guard)) return false;
        }

        return true;
    }

    /// <summary>One letter for each cell and combination of taps; equal patterns share code.</summary>
    /// <param name="looped">
    /// Axes of inner loops whose values count in, too. A pattern holds where along them it changes: as many letters as there are changes,
    /// however long the axes are.
    /// </param>
    public string Pattern(IEnumerable<AxisScope> points, params Axis[] looped)
    {
        var text = new StringBuilder();
        foreach (AxisScope point in points) Append(text, point, looped, 0);
        return text.ToString();
    }

    private void Append(StringBuilder text, AxisScope point, Axis[] looped, int level)
    {
        if (level == looped.Length)
        {
            foreach (AxisScope tap in Unroll(point)) text.Append(IsActive(tap) ? '1' : '0');
            text.Append(' ');
            return;
        }

        Axis axis = looped[level];
        string? last = null;
        foreach (int value in Changes(axis, 1, axis.Extent, point).Prepend(0))
        {
            var inner = new StringBuilder();
            Append(inner, point.With(axis, value), looped, level + 1);
            string current = inner.ToString();
            if (current == last) continue;
            text.Append(value).Append(':').Append(current);
            last = current;
        }

        text.Append(' ');
    }

    /// <summary>
    /// The steps of a loop over an axis at which a pattern may change, without a look at each position: a guard over c·axis + rest changes
    /// only where that crosses one of its bounds for some value of the rest.
    /// </summary>
    /// <param name="factor">Values of the axis in one step.</param>
    /// <param name="count">Steps of the loop.</param>
    /// <param name="scope">What is known of the other axes.</param>
    public IEnumerable<int> Changes(Axis axis, int factor, int count, AxisScope scope)
    {
        var changes = new SortedSet<int>();
        if (axis.Extent % factor != 0) changes.Add(count - 1); // A partial tile.
        if (matrix?.Uses(axis) == true) return Enumerable.Range(1, count - 1);
        foreach (Guard guard in guards.Where(g => g.Index.Uses(axis)))
        {
            long step = (long)guard.Index.Coefficient(axis) * factor, end = (long)guard.Extent * guard.Index.Divisor;
            if (step % guard.Index.Divisor != 0 || Rests(guard, axis, factor, scope, count) is not { } rests)
                return Enumerable.Range(1, count - 1);
            foreach (long rest in rests)
            {
                foreach (long crossing in (long[])[FloorDivide(-rest, step), FloorDivide(end - rest, step)])
                {
                    if (crossing > 0 && crossing < count) changes.Add((int)crossing);
                    if (crossing >= 0 && crossing + 1 < count) changes.Add((int)crossing + 1);
                }
            }
        }

        return changes.Where(c => c > 0);
    }

    /// <summary>
    /// What is added to the axis's first value of a step, for all values of the other axes; null where that is as many numbers as there are
    /// steps, or more.
    /// </summary>
    private static HashSet<long>? Rests(Guard guard, Axis axis, int factor, AxisScope scope, int most)
    {
        HashSet<long> rests = [guard.Index.Constant];
        foreach (Term term in guard.Index.Terms.Where(t => !t.Axis.IsBatch))
        {
            int? known = term.Axis == axis ? null : scope.Known(term.Axis);
            (int from, int values) = known is { } value ? (value, 1) : (0, term.Axis == axis ? factor : term.Axis.Extent);
            if (values > most) return null;
            rests = [.. rests.SelectMany(_ => Enumerable.Range(from, values), (rest, v) => rest + ((long)term.Coefficient * v))];
            if (rests.Count > most) return null;
        }

        return rests;
    }

    private static long FloorDivide(long a, long b) => (a / b) - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);

    /// <summary>Whether the patterns over this axis's values can differ: some guard uses it and is otherwise decided.</summary>
    public bool Splits(Axis axis, AxisScope everythingElse) =>
        guards.Any(g => g.Index.Uses(axis) && g.Index.Terms.All(t => t.Axis == axis || everythingElse.Known(t.Axis) is not null));

    /// <summary>Guards that this axis completes and that depend on loop variables.</summary>
    public IReadOnlyList<Guard> CompletedAtRunTime(Axis axis, AxisScope withoutAxis, AxisScope everythingElse) =>
        [.. guards.Where(g => g.Index.Uses(axis)
            && g.Index.Terms.All(t => t.Axis == axis || withoutAxis.IsBound(t.Axis))
            && g.Index.Terms.Any(t => t.Axis != axis && everythingElse.Known(t.Axis) is null))];
}
