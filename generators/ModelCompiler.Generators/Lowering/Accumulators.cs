using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The registers that a tile reduces into: one for each cell and vector; with lanes along the reduction one for each cell and vector width,
/// added up at the end.
/// </summary>
/// <param name="gathered">With lanes along the reduction: the points whose sums become a vector together.</param>
internal sealed class Accumulators(
    Comprehension statement, Schedule schedule, int points, IReadOnlyList<LaneGroup> groups, IReadOnlyList<int[]> gathered)
{
    private readonly string stem = statement.Reduction == Reduction.Max ? "max" : "sum";

    private IEnumerable<int> Widths => schedule.AlongReduction
        ? LaneSplit.Cover(schedule.VectorAxis!.Extent, schedule.Lanes, overlap: false).Widths().Select(w => w.First.Lanes)
        : [];

    /// <summary>Beside a maximum: which point of the window it came from.</summary>
    public string Place(int point, int group) => Name("place", point, group);

    public VectorName Of(int point, int group, int lanes) => schedule.AlongReduction
        ? new VectorName($"partial{point}x{lanes}", lanes)
        : new VectorName(Name(stem, point, group), lanes);

    public IEnumerable<NestStatement> Declare()
    {
        if (schedule.AlongReduction) return DeclaredEarly ? Widths.SelectMany(Declare) : [];
        return DeclareSums();
    }

    /// <summary>
    /// Whether partial sums of all widths must be there from the beginning, since loops or conditions around go over all of them. Otherwise
    /// those of each width come just before they are needed: registers do not hold all of them.
    /// </summary>
    public bool DeclaredEarly { get; } = schedule.AlongReduction
        && (statement.ReductionAxes.Any(a => a.Extent != 1 && a != schedule.VectorAxis) || Guard.Of(statement).Count > 0);

    /// <summary>Partial sums of one width.</summary>
    public IEnumerable<NestStatement> Declare(int width) =>
        Enumerable.Range(0, points).Select(p => new VectorLet(Of(p, 0, width).Name, new Splat(0, width)));

    private IEnumerable<NestStatement> DeclareSums()
    {
        float initial = statement.Reduction == Reduction.Max ? float.NegativeInfinity : 0;
        for (int p = 0; p < points; p++)
        {
            for (int g = 0; g < groups.Count; g++)
            {
                yield return new VectorLet(Of(p, g, groups[g].Lanes).Name, new Splat(initial, groups[g].Lanes));
                if (statement.Position is not null) yield return new VectorLet(Place(p, g), new Splat(-1, groups[g].Lanes));
            }
        }
    }

    /// <summary>Partial sums to sums.</summary>
    public IEnumerable<NestStatement> AddLanes()
    {
        if (!schedule.AlongReduction) yield break;
        foreach (int[] together in gathered)
        {
            VectorExpression total = Widths.Select(w => Sum([.. together.Select(p => Of(p, 0, w))]))
                .Aggregate((a, b) => new VectorBinary(BinaryOperator.Add, a, b));
            yield return new VectorLet($"{stem}{together[0]}", total);
        }
    }

    /// <summary>The finished value of a cell; of the first of those that are gathered, of all of them.</summary>
    public VectorExpression Value(int point, int group)
    {
        VectorExpression sum = schedule.AlongReduction
            ? new VectorName($"{stem}{point}", gathered.First(g => g[0] == point).Length)
            : Of(point, group, groups[group].Lanes);
        return statement.IsDot ? new ConvertToFloat(new Reinterpret(sum, ToInteger: true)) : sum;
    }

    private string Name(string name, int point, int group) => groups.Count == 1 ? $"{name}{point}" : $"{name}{point}_{group}";

    private static VectorExpression Sum(VectorName[] names) =>
        names.Length > 1 ? new LaneSums([.. names]) : names[0].Lanes == 1 ? names[0] : new LaneSum(names[0]);
}
