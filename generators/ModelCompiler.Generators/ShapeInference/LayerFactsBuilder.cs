using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>What each layer costs, in the order of <see cref="ModelGraph.Layers"/>; null for a layer that is not sound.</summary>
internal static class LayerFactsBuilder
{
    public static EquatableArray<LayerFacts?> Build(ModelGraph graph, IReadOnlyList<Inferred> inferred)
    {
        var facts = new LayerFacts?[graph.Layers.Count];
        var fields = new List<ReceptiveField> { ReceptiveField.OfInput(inferred[0].Shape) };
        int node = 1;
        for (int layer = 0; layer < facts.Length; layer++)
        {
            int first = node;
            for (; node < graph.Nodes.Count && graph.Nodes[node].Layer == layer; node++)
                fields.Add(graph.Nodes[node].Inputs.Select(i => fields[i]).Aggregate(ReceptiveField.Join)
                    .Through(graph.Nodes[node].Operation));
            var results = inferred.Skip(first).Take(node - first).ToList();
            if (results.Count > 0 && results.All(r => r.IsSound)) facts[layer] = Facts(graph.Layers[layer], results, fields[node - 1]);
        }

        return facts.ToEquatableArray();
    }

    private static LayerFacts Facts(Layer layer, List<Inferred> results, ReceptiveField field)
    {
        var output = results[results.Count - 1].Shape!;
        return new LayerFacts(
            layer.Kind,
            layer.Name,
            output,
            Parameters: Count(trainable: true),
            NonTrainableParameters: Count(trainable: false),
            MultiplyAdds: Counting.Sum(results.Select(r => r.MultiplyAdds)),
            ActivationBytes: Counting.Times(Counting.Product(output.Extents), sizeof(float)),
            field.Extents,
            Operations: Counting.Sum(results.Select(r => r.Operations)));

        long Count(bool trainable) =>
            Counting.Sum(results.SelectMany(r => r.Parameters).Where(p => p.Declaration.Trainable == trainable)
                .Select(p => Counting.Product(p.Shape.Extents)));
    }
}
