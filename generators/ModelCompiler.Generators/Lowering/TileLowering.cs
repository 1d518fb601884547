using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Inner half: one tile of outputs. Accumulators in registers, the loops of the reduction, then the epilogue and the stores: a
/// <see cref="RegisterTile"/>, or without a reduction the stores alone.
/// </summary>
internal sealed class TileLowering(Comprehension statement, Schedule schedule, IReadOnlyDictionary<MemoryPlace, string> buffers)
{
    private readonly Axis? gathered = GatheredSums.Axis(statement, schedule);
    private readonly VectorLowering vectors = new(buffers, GatheredSums.Axis(statement, schedule) ?? schedule.VectorAxis);
    private readonly bool readsTwice = statement.Body.Loads().Select(l => l.Tensor.Place)
        .Intersect(statement.Epilogue.Loads().Select(l => l.Tensor.Place)).Any();
    private readonly ReductionLowering reduction = new(statement, schedule, buffers);
    private readonly EpilogueLoop epilogueLoop = new(statement, schedule, new VectorLowering(buffers, schedule.VectorAxis));

    public List<NestStatement> Lower(OutputPlace place)
    {
        AxisScope scope = place.Scope;
        if (statement.Reduction == Reduction.None)
            return Epilogue(place, scope, null, (_, _, cell) => vectors.Lower(statement.Body, cell.Scope, cell.Lanes));
        Accumulators accumulators = new(statement, schedule, place.Points(scope).Count, place.Groups, GatheredSums.Of(place, gathered));
        List<NestStatement> code = [.. accumulators.Declare()];
        if (schedule.InMemory.Count > 0) code.Add(Resume(place, accumulators));
        List<NestStatement> sums = reduction.Lower(place, accumulators);
        List<NestStatement> results = epilogueLoop.Pays(place)
            ? epilogueLoop.Lower(place, accumulators.Value)
            : Epilogue(place, scope, (point, group, cell) => new VectorName(accumulators.Place(point, group), cell.Lanes),
            (point, group, _) => accumulators.Value(point, group));
        bool scoped = schedule.AlongReduction && !accumulators.DeclaredEarly; // Each width has a scope, behind what it declares for all.
        bool apart = !scoped && (readsTwice || Declared(sums).Intersect(Declared(results)).Any());
        code.AddRange(apart ? [new Scope(sums.ToEquatableArray())] : sums);
        code.AddRange(accumulators.AddLanes());
        code.AddRange(apart ? [new Scope(results.ToEquatableArray())] : results);
        return [new RegisterTile(code.ToEquatableArray())];
    }

    /// <summary>
    /// A sum and its epilogue name what they load after its tensor, and what they compute once by a number; where both have a name, each
    /// has a scope of its own.
    /// </summary>
    private static IEnumerable<string> Declared(IEnumerable<NestStatement> code) => NestParts.Of<VectorLet>(code).Select(let => let.Name);

    /// <summary>After the first step, goes on from the sum that is in memory.</summary>
    private Conditional Resume(OutputPlace tile, Accumulators accumulators)
    {
        var loads = new List<NestStatement>();
        IReadOnlyList<AxisScope> points = tile.Points(tile.Scope);
        for (int p = 0; p < points.Count; p++)
        {
            foreach (LaneCell cell in LaneCell.Of(tile, points[p], schedule))
            {
                loads.Add(new VectorSet(
                    accumulators.Of(p, cell.Group, cell.Lanes).Name, new VectorLoad(At(statement.Output, cell.Scope), cell.Lanes)));
            }
        }

        (List<NestStatement> before, List<NestStatement> body) = PointerHoisting.Hoist(loads, null, "Sum");
        IntExpression steps = schedule.InMemory.Select(l => (IntExpression)new IntVariable(l.Start)).Aggregate((a, b) => a + b);
        return new Conditional([new Condition(ConditionKind.Less, 0, steps)], [.. before, .. body], []);
    }

    private List<NestStatement> Epilogue(
        OutputPlace tile, AxisScope scope, Func<int, int, LaneCell, VectorExpression>? place,
            Func<int, int, LaneCell, VectorExpression> value)
    {
        var stores = new List<(Access To, VectorExpression Value)>();
        IReadOnlyList<AxisScope> points = tile.Points(scope);
        foreach (int[] together in GatheredSums.Of(tile, gathered))
        {
            int p = together[0];
            foreach (LaneCell cell in together.Length > 1 ? [new LaneCell(0, together.Length, points[p])]
                : LaneCell.Of(tile, points[p], schedule))
            {
                VectorExpression result = vectors.Lower(statement.Epilogue, cell.Scope, cell.Lanes, value(p, cell.Group, cell));
                stores.Add((At(statement.Output, cell.Scope), result));
                if (statement.Position is { } position) stores.Add((At(position, cell.Scope), place!(p, cell.Group, cell)));
            }
        }

        var shared = new CommonSubexpressions(stores.Select(s => s.Value), []);
        var code = new List<NestStatement>();
        if (schedule.Transposed) code.AddRange(Rows(tile, stores, shared));
        else foreach ((Access to, VectorExpression result) in stores) code.Add(new Store(to, shared.ExtractParts(result, code)));
        (List<NestStatement> before, List<NestStatement> body) = PointerHoisting.Hoist(code, null, "At");
        return [.. before, .. body];
    }

    /// <summary>Stores that come cell by cell, all vectors of a cell together, turned into rows.</summary>
    private IEnumerable<NestStatement> Rows(OutputPlace tile, List<(Access To, VectorExpression Value)> stores, CommonSubexpressions shared)
    {
        (int cells, int groups) = (stores.Count / tile.Groups.Count, tile.Groups.Count);
        long stride = Strides.Along(statement.Output, [.. statement.OutputAxes.Select(AffineIndex.Of)], schedule.VectorAxis!)!.Value;
        var code = new List<NestStatement>();
        for (int group = 0; group < groups; group++)
        {
            var names = new List<VectorName>();
            for (int cell = 0; cell < cells; cell++)
            {
                VectorExpression value = shared.ExtractParts(stores[(cell * groups) + group].Value, code);
                var name = new VectorName(groups == 1 ? $"row{cell}" : $"row{cell}_{group}", value.Lanes);
                code.Add(new VectorLet(name.Name, value));
                names.Add(name);
            }

            foreach (int first in TransposedLanes.Groups(cells))
                code.Add(new RowsStore(
                    stores[(first * groups) + group].To, stride, names.Skip(first).Take(TransposedLanes.Cells).ToEquatableArray()));
        }

        return code;
    }

    private Access At(Tensor tensor, AxisScope scope) => vectors.At(tensor, [.. statement.OutputAxes.Select(AffineIndex.Of)], scope);
}

/// <summary>One vector of the current block at one cell of the current tile.</summary>
internal readonly record struct LaneCell(int Group, int Lanes, AxisScope Scope)
{
    public static IEnumerable<LaneCell> Of(OutputPlace place, AxisScope point, Schedule schedule) =>
        place.Groups.Select((group, g) => new LaneCell(
        g,
        group.Lanes,
        schedule is { VectorAxis: { } axis, AlongReduction: false } ? point.With(axis,
            place.LaneBase + LinearForm.Number(group.Start)) : point));
}
