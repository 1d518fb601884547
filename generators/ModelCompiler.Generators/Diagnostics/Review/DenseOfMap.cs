using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0408: a dense layer behind a flattened map has weights for every cell, which may be nearly all that there are.</summary>
internal static class DenseOfMap
{
    private const double Share = 0.9;

    /// <summary>Below it is a small network that costs nothing.</summary>
    private const long Fewest = 500_000;

    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        long all = graph.Graph.TrainableParameters + graph.Graph.NonTrainableParameters;
        for (int i = 1; i < graph.Count; i++)
        {
            if (graph[i].Operation is not Contraction { Windows.Count: 0 } dense) continue;
            long own = graph.Graph.Parameters[graph[i].Parameters[0]].Shape.Count;
            if (own < Fewest || own < Share * all || FlattenedMap(graph, i) is not { } map) continue;
            yield return ReviewFaults.DenseOfMap(graph.LayerOf(i).Name, own, all, map.Shape.ToString(),
                map.Shape.Rank == 3 ? "GlobalAveragePooling2D" : "GlobalAveragePooling1D",
                    (long)map.Shape.Channels * dense.Filters, graph.SiteOf(i));
        }
    }

    /// <summary>
    /// The map whose numbers the layer reads, made by convolutions; null if it reads none. Of the input itself, means say nothing.
    /// </summary>
    private static ShapedNode? FlattenedMap(ReviewedGraph graph, int dense)
    {
        int at = graph[dense].Inputs[0];
        while (graph[at].Operation is DropoutOperation or Activation or LearntRectifier or ChannelNormalization) at = graph[at].Inputs[0];
        if (graph[at].Operation is not ReshapeOperation) return null;
        ShapedNode map = graph[graph[at].Inputs[0]];
        return map.Shape.Rank > 1 && map.Shape.Count > map.Shape.Channels && IsBehindConvolution(graph, graph[at].Inputs[0]) ? map : null;
    }

    private static bool IsBehindConvolution(ReviewedGraph graph, int node)
    {
        for (int at = node; graph[at].Inputs.Count > 0; at = graph[at].Inputs[0])
        {
            if (graph[at].Operation is Contraction { Windows.Count: > 0 } or DepthwiseContraction) return true;
        }

        return false;
    }
}
