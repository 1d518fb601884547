using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>
/// Filters that treat all channels alike. A row of cells and channels is then one axis, along which a cell's neighbour is a whole cell
/// away: full vectors, however few the channels. Where the border is padded, the map is first copied with its padding. </content>
internal sealed partial class Definer
{
    private Tensor Filter(ShapedNode node, Tensor input, FixedFilter filter)
    {
        FilterRows rows = RowsOf(node, input);
        var tables = filter.Kernels.Select(
            (numbers, k) => Tensor.Table($"{node.Name}.kernel{(filter.Kernels.Count == 1 ? "" : $"_{k + 1}")}", numbers)
                .View([.. rows.Taps.Select(t => t.Extent)]));
        Tensor output = NewValue(node);
        if (filter.Kernels.Count == 1)
        {
            Add(node, Filtered(node.Name, output, rows, tables.First()));
            return output;
        }

        Expression squares = 0f;
        Axis[] axes = Axes(output);
        foreach (Tensor table in tables)
        {
            Tensor part = new(table.Name.Replace(".kernel", ".part"), Storage.Arena, [.. output.Extents]);
            Add(node, Filtered(part.Name, part, rows, table));
            squares += Square(Load.At(part, axes));
        }

        Add(node, Comprehension.Map(node.Name, output, axes, new Unary(UnaryOperator.SquareRoot, squares)));
        return output;
    }

    private static Comprehension Filtered(string name, Tensor output, FilterRows rows, Tensor table) => Comprehension.Reduce(
        name, rows.Of(output), rows.Cells, rows.Taps, Reduction.Sum, new Binary(BinaryOperator.Multiply, rows.Read(rows.Taps),
            Load.At(table, rows.Taps)));

    /// <summary>
    /// The greatest of the window's numbers with at most half of the others below it. Counting costs the square of the window and is the
    /// same for every size; the gradient goes to the place that was chosen.
    /// </summary>
    private Tensor Median(ShapedNode node, Tensor input)
    {
        FilterRows rows = RowsOf(node, input);
        Axis[] taps = rows.Taps, others = [.. taps.Select(t => new Axis("j" + t.Name.Substring(1), t.Extent))];
        Axis[] places = [rows.Cells[0], rows.Cells[1], .. taps, rows.Cells[2]];
        Tensor below = new($"{node.Name}.below", Storage.Arena, [.. places.Select(a => a.Extent)]), output = NewValue(node);
        Add(node, Comprehension.Reduce(
            below.Name, below, places, others, Reduction.Sum, new Select(Comparison.Less, rows.Read(others), rows.Read(taps), 1f, 0f)));
        int half = taps[0].Extent * taps[1].Extent / 2;
        Expression candidate = new Select(Comparison.LessOrEqual, Load.At(below, places), half, rows.Read(taps), float.NegativeInfinity);
        Add(node, Comprehension.Reduce(node.Name, rows.Of(output), rows.Cells, taps, Reduction.Max, candidate));
        return output;
    }

    private FilterRows RowsOf(ShapedNode node, Tensor input)
    {
        (ResolvedWindow v, ResolvedWindow h) = (node.Windows[0], node.Windows[1]);
        Tensor padded = input;
        if (node.Windows.Any(w => w.PadBefore + w.PadAfter > 0))
        {
            padded = new Tensor($"{node.Name}.padded", Storage.Arena, Axis.BatchExtent, v.InputExtent + v.PadBefore + v.PadAfter,
                h.InputExtent + h.PadBefore + h.PadAfter, node.Shape.Channels);
            Axis[] axes = Axes(padded);
            EquatableArray<AffineIndex> at = [AffineIndex.Of(axes[0]), new([new Term(axes[1], 1)], -v.PadBefore),
                new([new Term(axes[2], 1)], -h.PadBefore), AffineIndex.Of(axes[3])];
            Add(node, Comprehension.Reduce(padded.Name, padded, axes, [], Reduction.Sum, new Load(input, at)));
        }

        return new FilterRows(padded, node);
    }

    /// <summary>A map as rows of cells and channels together, and the windows over it.</summary>
    private sealed class FilterRows(Tensor map, ShapedNode node)
    {
        private readonly int channels = node.Shape.Channels;
        private readonly Tensor source = map.View(Axis.BatchExtent, map.Extents[1], map.Extents[2] * map.Extents[3]);

        /// <summary>Samples, rows, and cells with their channels.</summary>
        public Axis[] Cells { get; } = [Axis.Batch, new("y", node.Shape[0]), new("e", node.Shape[1] * node.Shape.Channels)];

        public Axis[] Taps { get; } = [new("ky", node.Windows[0].Size), new("kx", node.Windows[1].Size)];

        public Tensor Of(Tensor value) => value.View([.. Cells.Select(a => a.Extent)]);

        public Load Read(Axis[] taps) => new(
            source, [AffineIndex.Of(Cells[0]), new([new Term(Cells[1], 1), new Term(taps[0], 1)]),
                new([new Term(Cells[2], 1), new Term(taps[1], channels)])]);
    }
}
