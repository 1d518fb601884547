using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>How a statement is computed on a target; never what. Any legal schedule gives the same numbers up to rounding.</summary>
/// <param name="VectorAxis">The axis along vectors; null computes scalars.</param>
/// <param name="AlongReduction">The vector axis is a reduction axis: lanes hold partial sums, added up at the end (a dot product).</param>
/// <param name="Lanes">Vector widths that may be used.</param>
/// <param name="VectorsPerBlock">Neighbouring vectors of the vector axis that are computed together.</param>
/// <param name="Tiles">
/// Output axes of which several cells are computed together, so that each loaded vector is used for all of them.
/// </param>
/// <param name="Unrolled">Reduction axes written out instead of looped over.</param>
/// <param name="Transposed">
/// The vector axis is not the innermost of the output, which is tiled whole: cells are turned into rows as they are stored.
/// </param>
/// <param name="WeightsAhead">
/// Weights are asked for long before they are read: they come from far away, and faster than a core guesses on its own.
/// </param>
/// <param name="Loops">
/// The loops around tiles, outermost first: items, then reductions that are added up in memory, then the others.
/// </param>
/// <param name="NextBlock">The block of weights that tiles ask for while they pass over the one before; otherwise null.</param>
internal sealed record Schedule(
    Axis? VectorAxis,
    bool AlongReduction,
    EquatableArray<int> Lanes,
    int VectorsPerBlock,
    EquatableArray<Tile> Tiles,
    EquatableArray<Axis> Unrolled,
    bool Transposed = false,
    bool WeightsAhead = false,
    EquatableArray<ScheduledLoop> Loops = default,
    NextBlock? NextBlock = null)
{
    /// <summary>The loops that are flattened into parallel items.</summary>
    public IEnumerable<ScheduledLoop> Items => Loops.TakeWhile(l => l.Kind == LoopKind.Parallel);

    /// <summary>
    /// Reduction axes whose steps are added one after another to the output in memory, with all tiles inside: a sample's operands, or a few
    /// rows of them, are then read once for each item and not once for each tile.
    /// </summary>
    public IReadOnlyList<Axis> Outside => [.. Loops.Where(l => l.Kind == LoopKind.AccumulatedInMemory).Select(l => l.Axis!)];

    /// <summary>The same with other loops over outputs, the outermost ones as items.</summary>
    public Schedule With(IReadOnlyList<ScheduledLoop> outputs, int items) => this with
    {
        Loops = [.. outputs.Take(items).Select(l => l with { Kind = LoopKind.Parallel }), .. Loops.Where(l => l.Kind == LoopKind.AccumulatedInMemory), .. outputs.Skip(items).Select(l => l with { Kind = LoopKind.Serial })],
    };

    /// <summary>The same with the outermost loops over outputs as items.</summary>
    public Schedule WithItems(int items) => With([.. Loops.Where(l => l.Kind != LoopKind.AccumulatedInMemory)], items);

    public int Factor(Axis axis) => Tiles.Where(t => t.Axis == axis).Select(t => t.Factor).DefaultIfEmpty(1).First();

    public bool IsTiled(Axis axis) => Tiles.Any(t => t.Axis == axis);

    public override string ToString()
    {
        var parts = new List<string>();
        if (VectorAxis is null) parts.Add("scalar");
        else parts.Add($"{VectorAxis.Name}: {(AlongReduction ? "partial sums in lanes" : "lanes")} {LaneText()}");
        parts.AddRange(Tiles.Where(t => t.Factor > 1).Select(t => $"{t.Axis.Name}: {t.Factor} in registers"));
        if (Unrolled.Count > 0) parts.Add($"{string.Join(", ", Unrolled)}: unrolled");
        if (Transposed) parts.Add("rows turned as they are stored");
        if (WeightsAhead) parts.Add("weights prefetched");
        if (Outside.Count > 0) parts.Add($"{string.Join(", ", Outside)}: outside, added up in memory");
        return string.Join("; ", parts);
    }

    private string LaneText() =>
        string.Join(" + ", LaneSplit.Cover(VectorAxis!.Extent, Lanes, overlap: !AlongReduction && Outside.Count == 0).Widths().Select(w => w.Count == 1 ? $"{w.First.Lanes}" : $"{w.Count}×{w.First.Lanes}"))
        + (AlongReduction ? "" : $", {VectorsPerBlock} at a time");
}

internal sealed record Tile(Axis Axis, int Factor);
