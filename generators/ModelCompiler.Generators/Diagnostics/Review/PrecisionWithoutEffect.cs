using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>
/// MC0413: fewer bits are asked for, and no kernel is so large that it would be kept in them. MC0414: activations of 8 bits are asked for,
/// and no layer multiplies them.
/// </summary>
internal static class PrecisionWithoutEffect
{
    private const int BytesOfFloat = 4;

    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        PrecisionKind precision = graph.Graph.Precision;
        Site site = graph.SiteOfModel("Precision");
        ParameterTensor[] kernels = [.. graph.Graph.Parameters.Where(p => p.Shape.Rank > 1)];
        if (precision == PrecisionKind.Int8Activations)
        {
            if (!graph.Graph.Nodes.Any(n => CanMultiplyBytes(graph.Graph, n)))
                yield return ReviewFaults.ActivationsWithoutEffect(Machine.DotBytes, Machine.Default, site);
        }
        else if (precision != PrecisionKind.Single)
        {
            long largest = kernels.Length == 0 ? 0 : kernels.Max(k => BytesOfFloat * k.Shape.Count);
            if (largest < Machine.Default.StreamedWeights)
                yield return ReviewFaults.PrecisionWithoutEffect(precision, largest, Machine.Default.StreamedWeights, site);
        }
    }

    /// <summary>By shapes alone, as <c>QuantizedContraction</c> decides by statements.</summary>
    private static bool CanMultiplyBytes(ShapedGraph graph, ShapedNode node)
    {
        if (node.Operation is not Contraction { Groups: 1 } || node.Parameters.Count == 0) return false;
        Shape kernel = graph.Parameters[node.Parameters[0]].Shape;
        int channels = kernel[kernel.Rank - 2], filters = kernel[kernel.Rank - 1];
        long cells = node.Shape.Count / filters;
        return channels % Machine.DotBytes == 0 && filters >= Machine.Default.QuantizedFilters
            && cells * kernel.Count >= Machine.Default.QuantizedWork;
    }
}
