using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>The same numbers in other places: slices, and axes in another order.</content>
internal sealed partial class Definer
{
    private Tensor Slice(ShapedNode node, Tensor input, int axis, int start)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        AffineIndex[] at = [.. axes.Select(AffineIndex.Of)];
        at[axis] = new([new Term(axes[axis], 1)], start);
        Add(node, Comprehension.Map(node.Name, output, axes, new Load(input, at.ToEquatableArray())));
        return output;
    }

    private Tensor Permute(ShapedNode node, Tensor input, Permutation permutation) =>
        Rearrange(node, input, Axes(input), [0, .. permutation.Dims]);

    /// <summary>Channels are groups of channels; the two axes change places.</summary>
    private Tensor ShuffleChannels(ShapedNode node, Tensor input, int groups)
    {
        Axis[] all = Axes(input), rows = [.. all.Take(all.Length - 1)];
        Axis[] split = [.. rows, new("g", groups), new("i", node.Shape.Channels / groups)];
        return Rearrange(node, input, split, [.. Enumerable.Range(0, rows.Length), rows.Length + 1, rows.Length]);
    }

    /// <summary>Channels are channels, rows and columns of a small cell: n y x c i j become n y i x j c.</summary>
    private Tensor ShufflePixels(ShapedNode node, Tensor input, int factor)
    {
        Axis[] all = Axes(input);
        return Rearrange(node, input,
            [.. all.Take(3), new("c", node.Shape.Channels), new("i", factor), new("j", factor)], [0, 1, 4, 2, 5, 3]);
    }

    /// <param name="axes">The input's, of which some may be parts of one.</param>
    /// <param name="order">Numbers of these axes in the order in which the output has them.</param>
    private Tensor Rearrange(ShapedNode node, Tensor input, Axis[] axes, int[] order)
    {
        Tensor output = NewValue(node);
        Axis[] placed = [.. order.Select(a => axes[a])];
        Load read = Load.At(input.View([.. axes.Select(a => a.Extent)]), axes);
        Add(node, Comprehension.Map(node.Name, output.View([.. placed.Select(a => a.Extent)]), placed, read));
        return output;
    }
}
