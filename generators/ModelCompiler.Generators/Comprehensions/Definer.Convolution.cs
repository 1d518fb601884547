using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Contractions: dense layers, convolutions, in groups and channel by channel.</content>
internal sealed partial class Definer
{
    /// <summary>
    /// Channels seen as groups × channels of a group, in the same memory: each index stays one axis. Where a group has one channel or one
    /// filter, that axis is left out, so that the next one lies along the lanes.
    /// </summary>
    private Tensor Contract(ShapedNode node, Tensor input, int groups)
    {
        Sliding sliding = Sliding.Over(node.Windows);
        Tensor output = NewValue(node), kernel = parameters[node.Parameters[0]].Weights;
        var g = new Axis("g", groups);
        var i = new Axis("i", input.Extents[input.Extents.Count - 1] / groups);
        var o = new Axis("o", node.Shape.Channels / groups);
        bool one = groups == 1, own = !one && i.Extent == 1;
        Axis[] from = one ? [i] : own ? [g] : [g, i], to = one ? [o] : own && o.Extent == 1 ? [g] : [g, o];
        Axis[] weights = one ? [i, o] : own ? to : [i, .. to], reduced = own ? [] : [i], cells = [Axis.Batch, .. sliding.Cells];

        Tensor read = input.View([.. input.Extents.Take(cells.Length), .. from.Select(a => a.Extent)]);
        Tensor weight = kernel.View([.. sliding.Taps.Concat(weights).Select(a => a.Extent)]);
        Tensor written = output.View([.. output.Extents.Take(cells.Length), .. to.Select(a => a.Extent)]);
        var product = new Binary(
            BinaryOperator.Multiply,
            new Load(read, [AffineIndex.Of(Axis.Batch), .. sliding.Reads, .. from.Select(AffineIndex.Of)]),
            Load.At(weight, [.. sliding.Taps, .. weights]));
        Add(node, Comprehension.Reduce(node.Name, written, [.. cells, .. to], [.. sliding.Taps, .. reduced], Reduction.Sum, product));
        return output;
    }

    /// <summary>A convolution turned round: output cell y gets tap k of input cell (y + pad - k) / stride, where that is one.</summary>
    private Tensor Spread(ShapedNode node, Tensor input)
    {
        string[] names = ["y", "x"];
        Axis[] cells = [.. node.Windows.Select((w, a) => new Axis(names[a], w.InputExtent))],
            taps = [.. node.Windows.Select((w, a) => new Axis("k" + names[a], w.Size))];
        var o = new Axis("o", node.Shape.Channels);
        var i = new Axis("i", input.Extents[input.Extents.Count - 1]);
        IEnumerable<AffineIndex> reads =
            node.Windows.Select((w, a) => new AffineIndex([new Term(cells[a], 1), new Term(taps[a], -w.Dilation)], w.PadBefore, w.Stride));
        Tensor output = NewValue(node);
        var product = new Binary(
            BinaryOperator.Multiply,
            new Load(input, [AffineIndex.Of(Axis.Batch), .. reads, AffineIndex.Of(i)]),
            Load.At(parameters[node.Parameters[0]].Weights, [.. taps, o, i]));
        Add(node, Comprehension.Reduce(node.Name, output, [Axis.Batch, .. cells, o], [.. taps, i], Reduction.Sum, product));
        return output;
    }
}
