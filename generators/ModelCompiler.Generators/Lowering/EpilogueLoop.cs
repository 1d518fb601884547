using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The epilogue of a tile as a loop over its cells: the tile stores its sums, and the loop, which finds them in the first-level cache,
/// finishes them. For epilogues that call functions (a sigmoid is some twenty instructions): written out for each cell of a tile, they are
/// more than the JIT inlines, and each call would save and load all sums. Bits are the same.
/// </summary>
internal sealed class EpilogueLoop(Comprehension statement, Schedule schedule, VectorLowering vectors)
{
    /// <summary>Vectors of a tile from which on their functions are not written out.</summary>
    private const int LeastVectors = 5;

    /// <summary>
    /// Whether some function is called, and each place of the output is one tile's: in lanes that two vectors compute, a thread would
    /// finish what another one has finished. In elements of fewer bits sums would be rounded before they are finished.
    /// </summary>
    private readonly bool isPossible = statement.Reduction != Reduction.None && statement.Position is null
        && statement.Output.Element == ElementType.Single
        && schedule is { VectorAxis: not null, AlongReduction: false, Transposed: false }
        && !Overlaps(LaneSplit.Cover(schedule.VectorAxis.Extent, schedule.Lanes, overlap: true))
        && statement.Epilogue.Loads().SelectMany(l => l.Indices).All(i => i.Divisor == 1)
        && MathFunction.IsCalledBy(statement.Epilogue);

    public bool Pays(OutputPlace tile) => isPossible
        && Decisions.Choose(tile.Points(tile.Scope).Count * tile.Groups.Count >= LeastVectors, Branch.EpilogueLooped,
        Branch.EpilogueWrittenOut);

    /// <param name="sum">Of a cell and a vector, by their numbers.</param>
    public List<NestStatement> Lower(OutputPlace tile, Func<int, int, VectorExpression> sum)
    {
        var stores = new List<NestStatement>();
        IReadOnlyList<AxisScope> points = tile.Points(tile.Scope);
        for (int p = 0; p < points.Count; p++)
        {
            foreach (LaneCell cell in LaneCell.Of(tile, points[p], schedule)) stores.Add(new Store(Output(cell), sum(p, cell.Group)));
        }

        (List<NestStatement> before, List<NestStatement> body) = PointerHoisting.Hoist(stores, null, "At");
        (TileStart Tile, int Cells)[] loops = [.. tile.Tiles.Select(t => (t, Cells(t))).Where(t => t.Item2 > 1)];
        List<NestStatement> loop = loops.Length > 0 ? OverCells(tile, loops) : OverVectors(tile);
        return [.. before, .. body, new Scope(loop.ToEquatableArray())];
    }

    /// <summary>Cells of a tile along its axis; the last tile may have fewer.</summary>
    private static int Cells(TileStart tile) =>
        tile.Axis.IsBatch ? tile.Factor : Math.Min(tile.Factor, tile.Axis.Extent - tile.Known!.Value);

    private List<NestStatement> OverCells(OutputPlace tile, (TileStart Tile, int Cells)[] loops)
    {
        AxisScope scope = tile.Tiles.Aggregate(tile.Scope,
            (s, t) => Cells(t) > 1 ? s.With(t.Axis, t.Start + LinearForm.Of(Variable(t))) : s.With(t.Axis, t.Start, t.Known));
        (TileStart inner, int cells) = loops[loops.Length - 1];
        List<NestStatement> code = Loop(Variable(inner), cells, 1, Finish(tile with { Scope = scope, Tiles = [] }));
        for (int l = loops.Length - 2; l >= 0; l--)
            code = [new Loop(Variable(loops[l].Tile), 0, loops[l].Cells, 1, false, code.ToEquatableArray())];
        return code;
    }

    /// <summary>One cell of many vectors: a loop over those of each width.</summary>
    private List<NestStatement> OverVectors(OutputPlace tile)
    {
        var code = new List<NestStatement>();
        AxisScope scope = tile.Points(tile.Scope)[0];
        foreach (IGrouping<int, LaneGroup> width in tile.Groups.GroupBy(g => g.Lanes))
        {
            string variable = $"{schedule.VectorAxis!.Name}Lanes{width.Key}";
            var place = new OutputPlace(scope, [], tile.LaneBase + LinearForm.Of(variable), [width.First()]);
            code.Add(new Scope(Loop(variable, width.Count() * width.Key, width.Key, Finish(place)).ToEquatableArray()));
        }

        return code;
    }

    /// <summary>A loop with its pointers before it, which it moves along.</summary>
    private static List<NestStatement> Loop(string variable, int to, int step, List<NestStatement> body)
    {
        (List<NestStatement> before, List<NestStatement> inside) = PointerHoisting.Hoist(body,
            (variable, LinearForm.Number(0), step), "Of");
        return [.. before, new Loop(variable, 0, to, step, false, inside.ToEquatableArray())];
    }

    private List<NestStatement> Finish(OutputPlace place)
    {
        var code = new List<NestStatement>();
        var stores = new List<(Access To, VectorExpression Value)>();
        foreach (LaneCell cell in LaneCell.Of(place, place.Scope, schedule))
        {
            var sum = new VectorName($"whole{cell.Group}", cell.Lanes);
            code.Add(new VectorLet(sum.Name, new VectorLoad(Output(cell), cell.Lanes)));
            stores.Add((Output(cell), vectors.Lower(statement.Epilogue, cell.Scope, cell.Lanes, sum)));
        }

        var shared = new CommonSubexpressions(stores.Select(s => s.Value), []);
        foreach ((Access to, VectorExpression value) in stores) code.Add(new Store(to, shared.ExtractParts(value, code)));
        return code;
    }

    private static string Variable(TileStart tile) => $"{tile.Axis.Name}Cell";

    private Access Output(LaneCell cell) => vectors.Output(statement, cell.Scope);

    private static bool Overlaps(LaneCover cover)
    {
        int end = 0;
        foreach (LaneGroup group in cover)
        {
            if (group.Start < end) return true;
            end = group.Start + group.Lanes;
        }

        return false;
    }
}
