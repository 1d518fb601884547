using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Smaller and larger maps of the same picture. A row of an enlarged map is a row of the small one and a phase: two axes of one
/// tensor, so that no index is divided.</content>
internal sealed partial class Definer
{
    private Tensor Crop(ShapedNode node, Tensor input, Cropping cropping)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        EquatableArray<AffineIndex> at = [AffineIndex.Of(axes[0]), new([new Term(axes[1], 1)], cropping.Top),
            new([new Term(axes[2], 1)], cropping.Left), AffineIndex.Of(axes[3])];
        Add(node, Comprehension.Map(node.Name, output, axes, new Load(input, at)));
        return output;
    }

    private Tensor Repeat(ShapedNode node, Tensor input, Upsampling upsampling)
    {
        Axis[] from = Axes(input);
        Axis[] axes = [from[0], from[1], new("py", upsampling.Height), from[2], new("px", upsampling.Width), from[3]];
        Tensor output = NewValue(node);
        Add(node, Comprehension.Map(node.Name, output.View([.. axes.Select(a => a.Extent)]), axes, Load.At(input, from)));
        return output;
    }

    private Tensor Interpolate(ShapedNode node, Tensor input, Upsampling upsampling)
    {
        Axis[] from = Axes(input);
        Tensor rows = new($"{node.Name}.rows", Storage.Arena, Axis.BatchExtent, from[1].Extent * upsampling.Height, from[2].Extent,
            from[3].Extent), output = NewValue(node);
        Blend(node, input, rows, axis: 1, upsampling.Height);
        Blend(node, rows, output, axis: 2, upsampling.Width);
        return output;
    }

    /// <summary>
    /// Enlarges one axis. Centres are half a cell from a cell's edges, so phase p of cell i lies at i + (p + 1/2)/factor - 1/2, between i
    /// and one of its neighbours. Beyond the last centre the neighbour is missing, and what is there counts in full: the sum is divided by
    /// the weights that were found.
    /// </summary>
    private void Blend(ShapedNode node, Tensor input, Tensor output, int axis, int factor)
    {
        Axis[] cells = Axes(input);
        Axis cell = cells[axis], phase = new("p" + cell.Name, factor), tap = new("t" + cell.Name, 3);
        Tensor weights = TapWeights(node, phase, tap);
        Axis[] axes = [.. cells.Take(axis + 1), phase, .. cells.Skip(axis + 1)];
        int[] extents = [.. axes.Select(a => a.Extent)];
        var sum = new Tensor($"{output.Name}.sum", Storage.Arena, extents);
        AffineIndex[] at = [.. cells.Select(AffineIndex.Of)];
        at[axis] = new([new Term(cell, 1), new Term(tap, 1)], -1);
        Load value = new(input, at.ToEquatableArray()), weight = Load.At(weights, phase, tap);
        // A neighbour without weight is not looked at: it may be a NaN.
        Expression share = new Select(Comparison.Greater, weight, 0f, (Expression)value * weight, 0f);
        Add(node, Comprehension.Reduce(sum.Name, sum, axes, [tap], Reduction.Sum, share));
        Add(node, Comprehension.Map(output.Name, output.View(extents), axes, Load.At(sum, axes) * InverseWeight(node, weight, at[axis])));
    }

    /// <summary>What the cell before, the cell itself and the cell after count at each phase.</summary>
    private Tensor TapWeights(ShapedNode node, Axis phase, Axis tap)
    {
        string name = $"{node.Name}.weights_{phase.Name.Substring(1)}";
        if (phase.Extent * (long)tap.Extent <= Positions.Written)
            return Tensor.Table(name, Enumerable.Range(0, phase.Extent).SelectMany(p => PhaseWeights(p, phase.Extent)))
                .View(phase.Extent, tap.Extent);

        Tensor weights = new(name, Storage.Fixed, phase.Extent, tap.Extent);
        Expression offset = ((new AxisNumber(AffineIndex.Of(phase)) + (Expression)0.5f) / phase.Extent) - 0.5f;
        Expression distance = new Unary(UnaryOperator.Abs, offset - new AxisNumber(new AffineIndex([new Term(tap, 1)], -1)));
        Add(node, Comprehension.Map(name, weights, [phase, tap], new Binary(BinaryOperator.Max, 1f - distance, 0f)));
        return weights;
    }

    /// <summary>1 / Σ of the weights that were found: 1 but at both ends.</summary>
    private Load InverseWeight(ShapedNode node, Load weight, AffineIndex read)
    {
        (Axis cell, Axis tap, Axis phase) = (read.Terms[0].Axis, read.Terms[1].Axis, weight.Indices[0].AsAxis!);
        string name = $"{node.Name}.inverse_{cell.Name}";
        var place = new AffineIndex([new Term(cell, phase.Extent), new Term(phase, 1)]);
        int places = cell.Extent * phase.Extent;
        return places > Positions.Written || weight.Tensor.Storage == Storage.Fixed
            ? new(InverseOfFound(node, name, [cell, phase], tap, read, cell.Extent, weight), [place])
            : Positions.Table(name, Enumerable.Range(0, places)
            .Select(at => 1 / FoundWeight(at, phase.Extent, cell.Extent, weight.Tensor.Root.Values)), place);
    }

    /// <summary>Of the cell before, the cell itself and the cell after.</summary>
    private static float[] PhaseWeights(int phase, int factor)
    {
        double offset = ((phase + 0.5) / factor) - 0.5;
        return [(float)Math.Max(-offset, 0), (float)(1 - Math.Abs(offset)), (float)Math.Max(offset, 0)];
    }

    private static float FoundWeight(int at, int factor, int extent, EquatableArray<float> weights) =>
        Enumerable.Range(0, 3).Where(tap => (at / factor) + tap - 1 is var cell && cell >= 0 && cell < extent)
            .Sum(tap => weights[(at % factor * 3) + tap]);
}
