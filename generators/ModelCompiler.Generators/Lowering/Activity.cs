using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Decides guards at build time: which cells of a tile meet which unrolled taps.</summary>
internal sealed class Activity(Comprehension statement, Schedule schedule)
{
    private readonly IReadOnlyList<Guard> guards = Guard.Of(statement);

    /// <summary>Matrices of a transform: what they have no entry for is not read. The zeros of a filter, which moves over its input, are multiplied: 0 · NaN is NaN.</summary>
    private readonly Load[] matrices = MatricesOf(statement);

    public IReadOnlyList<Guard> Guards => guards;

    /// <summary>Whether the statement multiplies a small constant matrix.</summary>
    public bool HasMatrix => matrices.Length > 0;

    public static Load[] MatricesOf(Comprehension statement)
    {
        if (!statement.IsContraction) return [];
        IReadOnlyList<Guard> guards = Guard.Of(statement);
        return [.. statement.Body.Loads().Where(l => l.Tensor.Storage == Storage.Constants && (Axes(l).Any(statement.OutputAxes.Contains) || (Axes(l).Any(IsRemainder) && Axes(l).Any(IsColumn))))];

        // A row for each value of an output axis, or for each remainder of one; a filter has its taps instead.
        bool IsRemainder(Axis axis) => guards.Any(g => g.Index.Uses(axis) && g.Index.Divisor == axis.Extent);
        bool IsColumn(Axis axis) => !guards.Any(g => g.Index.Uses(axis));
        IEnumerable<Axis> Axes(Load matrix) => matrix.Indices.SelectMany(i => i.Terms).Select(t => t.Axis);
    }

    /// <summary>All combinations of the unrolled axes' values, on top of a scope.</summary>
    public IEnumerable<AxisScope> Unroll(AxisScope scope) => schedule.Unrolled.Aggregate(
        (IEnumerable<AxisScope>)[scope],
        (scopes, axis) => scopes.SelectMany(s => Enumerable.Range(0, axis.Extent).Select(value => s.With(axis, value))));

    /// <summary>False if some guard is known to fail here or a matrix has a 0; guards that cannot be decided at build time are enforced by loops and conditions.</summary>
    public bool IsActive(AxisScope scope) => guards.All(g => !scope.Decides(g.Index) || scope.Holds(g)) && !ConstantTables.HasZero(matrices, scope);

    /// <summary>One letter for each cell and combination of taps; equal patterns share code.</summary>
    public string Pattern(IEnumerable<AxisScope> points) =>
        string.Concat(points.SelectMany(point => Unroll(point).Select(s => IsActive(s) ? '1' : '0').Append(' ')));

    /// <summary>Whether the patterns over this axis's values can differ: some guard uses it and is otherwise decided.</summary>
    public bool Splits(Axis axis, AxisScope everythingElse) =>
        guards.Any(g => g.Index.Uses(axis) && g.Index.Terms.All(t => t.Axis == axis || everythingElse.Known(t.Axis) is not null));

    /// <summary>Guards that this axis completes and that depend on loop variables.</summary>
    public IReadOnlyList<Guard> CompletedAtRunTime(Axis axis, AxisScope withoutAxis, AxisScope everythingElse) =>
        [.. guards.Where(g => g.Index.Uses(axis)
            && g.Index.Terms.All(t => t.Axis == axis || withoutAxis.IsBound(t.Axis))
            && g.Index.Terms.Any(t => t.Axis != axis && everythingElse.Known(t.Axis) is null))];
}
