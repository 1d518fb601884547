using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The registers that a tile reduces into: one for each cell and vector; with lanes along the reduction one for each cell and vector width,
/// added up at the end.
/// </summary>
internal sealed class Accumulators(Comprehension statement, Schedule schedule, int points, IReadOnlyList<LaneGroup> groups)
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
        float initial = statement.Reduction == Reduction.Max ? float.NegativeInfinity : 0;
        for (int p = 0; p < points; p++)
        {
            if (schedule.AlongReduction)
            {
                foreach (int width in Widths) yield return new VectorLet(Of(p, 0, width).Name, new Splat(0, width));
                continue;
            }

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
        for (int p = 0; p < points; p++)
        {
            VectorExpression total = Widths.Select(w => Sum(Of(p, 0, w))).Aggregate((a, b) => new VectorBinary(BinaryOperator.Add, a, b));
            yield return new VectorLet($"{stem}{p}", total);
        }
    }

    /// <summary>The finished value of a cell.</summary>
    public VectorExpression Value(int point, int group) =>
        schedule.AlongReduction ? new VectorName($"{stem}{point}", 1) : Of(point, group, groups[group].Lanes);

    private string Name(string name, int point, int group) => groups.Count == 1 ? $"{name}{point}" : $"{name}{point}_{group}";

    private static VectorExpression Sum(VectorName name) => name.Lanes == 1 ? name : new LaneSum(name);
}
