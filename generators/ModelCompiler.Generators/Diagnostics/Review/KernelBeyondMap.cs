using System.Globalization;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>
/// MC0409: a padded kernel that is larger than its map sees more than there is. In a block, only if it is so in all uses: a block that is
/// used at several sizes is right for most of them.
/// </summary>
internal static class KernelBeyondMap
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        List<int> convolutions = [.. Enumerable.Range(0, graph.Count)
            .Where(i => graph[i].Operation is Contraction { Windows.Count: > 0 } or DepthwiseContraction)];
        var fitting = new HashSet<(string?, int)>(convolutions.Where(i => Beyond(graph[i]) < 0)
            .Select(i => (graph.LayerOf(i).Site.Block, graph.LayerOf(i).Site.Attribute)));
        return convolutions.Where(i => Beyond(graph[i]) >= 0
            && !fitting.Contains((graph.LayerOf(i).Site.Block, graph.LayerOf(i).Site.Attribute))).Select(i => Fault(graph, i));
    }

    private static Fault Fault(ReviewedGraph graph, int node)
    {
        EquatableArray<ResolvedWindow> windows = graph[node].Windows;
        EquatableArray<Window> declared = graph[node].Operation is Contraction convolution
            ? convolution.Windows
            : ((DepthwiseContraction)graph[node].Operation).Windows;
        IReadOnlyList<string> arguments = WindowFit.Sizes(windows.Count);
        string[] sizes =
            [.. windows.Select(w => Math.Min(w.Size, ((w.InputExtent - 1) / w.Dilation) + 1).ToString(CultureInfo.InvariantCulture))];

        // Without Padding.Same a smaller kernel would give another shape.
        FixData? fix = declared.All(w => w.Padding == PaddingMode.Same)
            ? new FixData(FixData.Sizes, ["kernel", .. sizes], arguments.Select(a => graph.SiteOf(node, a)).ToEquatableArray())
            : null;
        return ReviewFaults.KernelBeyondMap(graph.LayerOf(node).Name, Text(windows.Select(Span)), Text(windows.Select(w => w.InputExtent)),
            Text(sizes), graph.SiteOf(node, arguments[Beyond(graph[node])]), fix);
    }

    /// <summary>The first axis along which the kernel is larger; -1 if there is none.</summary>
    private static int Beyond(ShapedNode node)
    {
        for (int axis = 0; axis < node.Windows.Count; axis++)
        {
            if (Span(node.Windows[axis]) > node.Windows[axis].InputExtent) return axis;
        }

        return -1;
    }

    private static long Span(ResolvedWindow window) => ((window.Size - 1L) * window.Dilation) + 1;

    private static string Text<T>(IEnumerable<T> sizes) => string.Join("×", sizes);
}
