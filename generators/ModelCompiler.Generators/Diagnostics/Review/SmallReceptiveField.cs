using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>
/// MC0410: where global pooling ends the convolutions, what each of its cells sees is all that the network knows of neighbourhoods.
/// </summary>
internal static class SmallReceptiveField
{
    /// <summary>Below this part of the input it sees textures and no things.</summary>
    private const int Parts = 4;

    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (graph[i].Operation is not GlobalReduction { KeepsAxes: false } || graph[graph[i].Inputs[0]].Layer < 0
                || !IsLastMap(graph, i)) continue;
            EquatableArray<int> field = graph.Graph.Facts[graph[graph[i].Inputs[0]].Layer].ReceptiveField;
            int[] whole = [.. graph.Graph.Input.Extents.Take(graph.Graph.Input.Rank - 1)];
            if (field.Count != whole.Length || field.All(f => f == 1) || field.Where((f, axis) => (long)f * Parts >= whole[axis]).Any())
                continue;
            yield return ReviewFaults.SmallReceptiveField(graph.LayerOf(i).Name, string.Join("×", field),
                string.Join("×", whole), graph.SiteOf(i));
        }
    }

    /// <summary>Whether all that follows are vectors: squeeze-and-excite goes back to maps.</summary>
    private static bool IsLastMap(ReviewedGraph graph, int pooling)
    {
        for (int i = pooling + 1; i < graph.Count; i++)
        {
            if (graph[i].Shape.Rank > 1) return false;
        }

        return true;
    }
}
