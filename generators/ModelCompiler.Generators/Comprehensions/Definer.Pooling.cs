using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Pooling, by windows and of everything.</content>
internal sealed partial class Definer
{
    private Tensor PoolMax(ShapedNode node, Tensor input)
    {
        Sliding sliding = Sliding.Over(node.Windows);
        var c = new Axis("c", node.Shape.Channels);
        Tensor output = NewValue(node);
        Load read = new(input, [AffineIndex.Of(Axis.Batch), .. sliding.Reads, AffineIndex.Of(c)]);
        Add(node, Comprehension.Reduce(node.Name, output, [Axis.Batch, .. sliding.Cells, c], sliding.Taps, Reduction.Max, read));
        return output;
    }

    private Tensor PoolAverage(ShapedNode node, Tensor input, WindowReduction pool)
    {
        Sliding sliding = Sliding.Over(node.Windows);
        var c = new Axis("c", node.Shape.Channels);
        Axis[] axes = [Axis.Batch, .. sliding.Cells, c];
        Tensor sum = NewValue(node, ".sum"), output = NewValue(node);
        Load read = new(input, [AffineIndex.Of(Axis.Batch), .. sliding.Reads, AffineIndex.Of(c)]);
        Add(node, Comprehension.Reduce(sum.Name, sum, axes, sliding.Taps, Reduction.Sum, read));
        Expression mean = Load.At(sum, axes);
        float cells = 1;
        for (int w = 0; w < node.Windows.Count; w++)
        {
            ResolvedWindow window = node.Windows[w];
            (int before, int after) = pool.CountsPadding ? DeclaredPadding(pool.Windows[w], window) : (0, 0);
            int[] counts = [.. Enumerable.Range(0, window.OutputExtent).Select(y => CellsInside(window, y, before, after))];
            if (counts.Distinct().Count() == 1) cells *= counts[0];
            else mean *= Load.At(Tensor.Table($"{node.Name}.inverse_{sliding.Cells[w].Name}", counts.Select(n => 1f / n)), sliding.Cells[w]);
        }

        Add(node, Comprehension.Map(node.Name, output, axes, mean * (1f / cells)));
        return output;
    }

    /// <summary>Without what rounding up adds at the end.</summary>
    private static (int Before, int After) DeclaredPadding(Window declared, ResolvedWindow window) => declared.Padding switch
    {
        PaddingMode.Explicit => (declared.Pad, declared.PadAfter),
        PaddingMode.Same => (window.PadBefore, window.PadAfter),
        _ => (0, 0),
    };

    /// <summary>Of a window's cells those in the input and so many cells around it.</summary>
    private static int CellsInside(ResolvedWindow window, int cell, int before, int after) => Enumerable.Range(0, window.Size)
        .Count(k => (cell * window.Stride) + (k * window.Dilation) - window.PadBefore is var at && at >= -before && at < window.InputExtent + after);

    private Tensor PoolMaxGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input), kept = [all[0], all[all.Length - 1]];
        Tensor output = NewValue(node);
        Add(node, Comprehension.Reduce(node.Name, output.View([.. kept.Select(a => a.Extent)]), kept, all.Skip(1).Take(all.Length - 2), Reduction.Max, Load.At(input, all)));
        return output;
    }

    private Tensor PoolGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input);
        Axis[] kept = [all[0], all[all.Length - 1]], reduced = [.. all.Skip(1).Take(all.Length - 2)];
        Tensor sum = Row(node.Name + ".sum", kept), output = NewValue(node);
        Add(node, Comprehension.Reduce(sum.Name, sum, kept, reduced, Reduction.Sum, Load.At(input, all)));
        Add(node, Comprehension.Map(node.Name, output.View([.. kept.Select(a => a.Extent)]), kept, Load.At(sum, kept) * (1f / reduced.Aggregate(1L, (n, a) => n * a.Extent))));
        return output;
    }
}
