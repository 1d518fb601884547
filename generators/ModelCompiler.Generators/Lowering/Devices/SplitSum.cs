using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A long sum of few results, a weight's gradient over a batch, cut into parts so that all of a GPU has work: the parts are summed side by
/// side into scratch memory, and a second step adds them up, always in the same order.
/// </summary>
internal static class SplitSum
{
    public const string Part = "part";

    /// <summary>The parts' results: the output's shape once for each part, the batch outermost.</summary>
    public static Tensor Scratch(Comprehension statement, int parts)
    {
        EquatableArray<int> extents = statement.Output.Extents;
        int[] all = statement.Output.HasBatch ? [Comprehensions.Axis.BatchExtent, parts, .. extents.Skip(1)] : [parts, .. extents];
        return new Tensor("parts of a sum", statement.Output.HasBatch ? Storage.Arena : Storage.Fixed, all) { Role = TensorRole.Partial };
    }

    /// <summary>The sum of one part, stored beside the others'.</summary>
    public static Comprehension Partial(Comprehension statement, Tensor scratch, Axis part) => statement with
    {
        Output = scratch,
        OutputAxes = WithPart(statement, part).ToEquatableArray(),
        Epilogue = new Accumulator(),
    };

    /// <summary>The parts added up, and what was to be done with the sum.</summary>
    public static Comprehension Total(Comprehension statement, Tensor scratch, Axis part) => statement with
    {
        ReductionAxes = [part],
        Body = Load.At(scratch, [.. WithPart(statement, part)]),
    };

    public static Axis Axis(int parts) => new(Part, parts);

    /// <summary>The loop nest of the first step: whole tiles of depth for each part, the last ones possibly fewer or none.</summary>
    public static List<NestStatement> Lower(Comprehension partial, ContractionShape shape, ContractionTile tile, int parts,
        IReadOnlyDictionary<MemoryPlace, string> buffers, out int localFloats, out ItemCount groups)
    {
        var product = new TiledContraction(partial, shape, tile, buffers);
        localFloats = product.LocalFloats;
        groups = new ItemCount(product.Groups.Each * parts, product.Groups.BatchTile);
        IntExpression group = new IntWorkItem(WorkItemId.Group), count = shape.Depth.Count;
        IntExpression tiles = (count + (tile.Depth - 1)) / tile.Depth;
        AxisScope scope = new AxisScope().With(Axis(parts), LinearForm.Of(Part));
        return [.. Bounds(parts, tiles, tile.Depth, count), .. product.Lower(group / parts, Begin, End, scope)];
    }

    /// <summary>Where a part begins.</summary>
    public static IntExpression Begin { get; } = new IntVariable("begin");

    /// <summary>Where a part ends.</summary>
    public static IntExpression End { get; } = new IntVariable("end");

    /// <summary>The part of a group, and its points: as many tiles of the sum as any part has.</summary>
    /// <param name="size">Points of a tile.</param>
    /// <param name="count">Of all points.</param>
    public static IEnumerable<IntegerLet> Bounds(int parts, IntExpression tiles, int size, IntExpression count) =>
    [
        new(Part, new IntWorkItem(WorkItemId.Group) % parts, false),
        new("each", ((tiles + (parts - 1)) / parts) * size, false),
        new("begin", new IntVariable(Part) * new IntVariable("each"), false),
        new("end", IntExpression.Min(Begin + new IntVariable("each"), count), false),
    ];

    private static IEnumerable<Axis> WithPart(Comprehension statement, Axis part) =>
        statement.Output.HasBatch ? [statement.OutputAxes[0], part, .. statement.OutputAxes.Skip(1)] : [part, .. statement.OutputAxes];
}
