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
            if (SameCount(window, before, after) is { } count) cells *= count;
            else mean *= InverseCount(node, sliding, w, before, after);
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

    /// <summary>How many cells of each window are in the input or among so many cells around it; null where windows differ.</summary>
    private static int? SameCount(ResolvedWindow window, int before, int after)
    {
        long end = ((window.OutputExtent - 1L) * window.Stride) + ((window.Size - 1L) * window.Dilation) - window.PadBefore;
        if (window.PadBefore <= before && end < window.InputExtent + after) return window.Size;
        if (window.OutputExtent > Positions.Written) return null;
        int[] counts = [.. Enumerable.Range(0, window.OutputExtent).Select(y => CellsInside(window, y, before, after)).Distinct()];
        return counts.Length == 1 ? counts[0] : null;
    }

    /// <summary>1 / cells of a window that are in the input or among so many cells around it.</summary>
    private Load InverseCount(ShapedNode node, Sliding sliding, int w, int before, int after)
    {
        ResolvedWindow window = node.Windows[w];
        (Axis cell, Axis tap) = (sliding.Cells[w], sliding.Taps[w]);
        string name = $"{node.Name}.inverse_{cell.Name}";
        if (cell.Extent <= Positions.Written)
        {
            return Positions.Table(name, Enumerable.Range(0, cell.Extent)
                .Select(y => 1f / CellsInside(window, y, before, after)), AffineIndex.Of(cell));
        }

        AffineIndex read = sliding.Reads[w] with { Constant = before - window.PadBefore };
        return Load.At(InverseOfFound(node, name, [cell], tap, read, window.InputExtent + before + after, 1f), cell);
    }

    /// <summary>Of a window's cells those in the input and so many cells around it.</summary>
    private static int CellsInside(ResolvedWindow window, int cell, int before, int after) => Enumerable.Range(0, window.Size)
        .Count(k => (cell * window.Stride) + (k * window.Dilation) - window.PadBefore is var at && at >= -before
        && at < window.InputExtent + after);

    private Tensor PoolMaxGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input), kept = [all[0], all[all.Length - 1]];
        Tensor output = NewValue(node);
        Add(node, Comprehension.Reduce(node.Name, output.View([.. kept.Select(a => a.Extent)]), kept, all.Skip(1).Take(all.Length - 2),
            Reduction.Max, Load.At(input, all)));
        return output;
    }

    private Tensor PoolGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input);
        Axis[] kept = [all[0], all[all.Length - 1]], reduced = [.. all.Skip(1).Take(all.Length - 2)];
        Tensor sum = Row(node.Name + ".sum", kept), output = NewValue(node);
        Add(node, Comprehension.Reduce(sum.Name, sum, kept, reduced, Reduction.Sum, Load.At(input, all)));
        Add(node, Comprehension.Map(node.Name, output.View([.. kept.Select(a => a.Extent)]), kept,
            Load.At(sum, kept) * (1f / reduced.Aggregate(1L, (n, a) => n * a.Extent))));
        return output;
    }
}
