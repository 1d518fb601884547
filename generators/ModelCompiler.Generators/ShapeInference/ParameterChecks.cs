using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>A network's parameters lie in one buffer that an int can index.</summary>
internal static class ParameterChecks
{
    public static IEnumerable<Fault> Check(ModelGraph graph, IReadOnlyList<Inferred> inferred)
    {
        var counts = new List<long>();
        bool tooLarge = false;
        ILookup<int, ParameterTensor> owned =
            inferred.SelectMany((result, node) => result.Parameters.Select(p => (graph.Nodes[node].Layer, Parameter: p)))
                .ToLookup(p => p.Layer, p => p.Parameter);
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            var tensors = owned[layer].ToList();
            long count = Counting.Sum(tensors.Select(t => Counting.Product(t.Shape.Extents)));
            counts.Add(count);
            if (count <= ShapeFaults.MaximumCount) continue;
            tooLarge = true;
            yield return ShapeFaults.TooManyParameters(
                graph.Layers[layer].Name, count, string.Join(" + ", tensors.Select(Factors)),
                    graph.Layers[layer].Site with { Argument = "units|filters" });
        }

        long total = Counting.Sum(counts);
        if (!tooLarge && total > ShapeFaults.MaximumCount)
            yield return ShapeFaults.TooManyParameters(graph.Model,
                total, $"in {counts.Count(c => c > 0)} layers with weights", Site.Class);
    }

    private static string Factors(ParameterTensor tensor) => string.Join(" × ", tensor.Shape.Extents.Select(e => Text.Number(e)));
}
