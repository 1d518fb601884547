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

    private Tensor PoolAverage(ShapedNode node, Tensor input)
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
            int[] counts = [.. Enumerable.Range(0, window.OutputExtent).Select(y => CellsInside(window, y))];
            if (counts.Distinct().Count() == 1) cells *= counts[0];
            else mean *= Load.At(Tensor.Table($"{node.Name}.inverse_{sliding.Cells[w].Name}", counts.Select(n => 1f / n)), sliding.Cells[w]);
        }

        Add(node, Comprehension.Map(node.Name, output, axes, mean * (1f / cells)));
        return output;
    }

    private static int CellsInside(ResolvedWindow window, int cell) => Enumerable.Range(0, window.Size)
        .Count(k => (cell * window.Stride) + (k * window.Dilation) - window.PadBefore is var at && at >= 0 && at < window.InputExtent);

    private Tensor PoolMaxGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input);
        Tensor output = NewValue(node);
        Add(node, Comprehension.Reduce(node.Name, output, [all[0], all[all.Length - 1]], all.Skip(1).Take(all.Length - 2), Reduction.Max, Load.At(input, all)));
        return output;
    }

    private Tensor PoolGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input);
        Axis[] kept = [all[0], all[all.Length - 1]], reduced = [.. all.Skip(1).Take(all.Length - 2)];
        Tensor sum = NewValue(node, ".sum"), output = NewValue(node);
        Add(node, Comprehension.Reduce(sum.Name, sum, kept, reduced, Reduction.Sum, Load.At(input, all)));
        Add(node, Comprehension.Map(node.Name, output, kept, Load.At(sum, kept) * (1f / reduced.Aggregate(1L, (n, a) => n * a.Extent))));
        return output;
    }
}
