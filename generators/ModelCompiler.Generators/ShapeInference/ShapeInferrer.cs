using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// Stage 3: <see cref="ModelGraph"/> → <see cref="ShapeResult"/>. Goes on after a mistake as far as shapes can be known,
/// and says nothing about what only follows from one.
/// </summary>
internal static class ShapeInferrer
{
    /// <summary>All that can be said about a declaration before code is made of it.</summary>
    public static ShapeResult Check(ModelSpec spec) => Infer(GraphBuilder.Build(spec));

    public static ShapeResult Infer(ModelGraph declared)
    {
        ModelGraph graph = ShortcutResolution.Resolve(declared);
        var faults = graph.Faults.ToList();
        var inferred = InferNodes(graph, faults);
        var facts = LayerFactsBuilder.Build(graph, inferred);
        faults.AddRange(ParameterChecks.Check(graph, inferred));
        faults.AddRange(MemoryChecks.Check(graph, inferred));
        faults.AddRange(LossChecks.Check(graph, inferred));
        faults.AddRange(SharedWeights.Check(graph, inferred));
        faults.AddRange(BudgetChecks.Check(graph, facts));
        faults.AddRange(Notes(graph, facts));

        var all = faults.ToEquatableArray();
        return all.Any(Descriptors.IsError) || inferred.Any(i => !i.IsSound)
            ? new ShapeResult.Error(inferred[0].Shape, inferred.LastOrDefault(i => i.Shape is not null)?.Shape, graph.Outputs, all)
            : new ShapeResult.Success(Assemble(graph, inferred, facts), all);
    }

    private static List<Inferred> InferNodes(ModelGraph graph, List<Fault> faults)
    {
        var inferred = new List<Inferred> { new((graph.Nodes[0].Operation as InputOperation)?.Shape) };
        for (int i = 1; i < graph.Nodes.Count; i++)
        {
            LossFunction? loss = graph.Losses.FirstOrDefault(l => l.Node == i);
            inferred.Add(InferNode(graph.Nodes[i], graph.Nodes, graph.Layers, inferred, loss,
                isOutput: loss is not null || i == graph.Nodes.Count - 1, faults));
        }

        return inferred;
    }

    /// <summary>One node, when those that it reads are inferred.</summary>
    internal static Inferred InferNode(
        Node node, IReadOnlyList<Node> nodes, IReadOnlyList<Layer> layers, IReadOnlyList<Inferred> inferred, LossFunction? loss,
            bool isOutput, ICollection<Fault> faults)
    {
        if (node.Inputs.Any(input => inferred[input].Shape is null)) return ShapeRules.InferBlindly(node.Operation);
        var inputs = node.Inputs.Select(
            input => new InputValue(inferred[input].Shape!, nodes[input].Layer < 0 ? null : layers[nodes[input].Layer]));
        return ShapeRules.Infer(new RuleContext(node, layers[node.Layer], inputs.ToEquatableArray(), isOutput, loss, faults));
    }

    private static IEnumerable<Fault> Notes(ModelGraph graph, EquatableArray<LayerFacts?> facts)
    {
        // What stands in blocks is summed up at the use, all repetitions together.
        foreach (var attribute in Enumerable.Range(0, facts.Count)
            .GroupBy(i => graph.Layers[i].Site is { Use: >= 0 } site ? site.Use : graph.Layers[i].Site.Attribute))
        {
            var known = attribute.Select(i => facts[i]).OfType<LayerFacts>().ToList();
            if (known.Count < attribute.Count()) continue;
            long parameters = Counting.Sum(known.Select(f => f.Parameters + f.NonTrainableParameters));
            yield return ShapeFaults.LayerFacts(known[known.Count - 1].Output.ToString(), parameters,
                Counting.Sum(known.Select(f => f.MultiplyAdds)), new Site(attribute.Key));
        }
    }

    private static ShapedGraph Assemble(ModelGraph graph, List<Inferred> inferred, EquatableArray<LayerFacts?> facts)
    {
        var parameters = new List<ParameterTensor>();
        var nodes = new List<ShapedNode>();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var (node, result) = (graph.Nodes[i], inferred[i]);
            var numbers = Enumerable.Range(parameters.Count, result.Parameters.Count).ToEquatableArray();
            parameters.AddRange(result.Parameters);
            nodes.Add(new ShapedNode(node.Name, node.Layer, node.Operation, node.Inputs, result.Shape!, result.Windows, numbers));
        }

        return new ShapedGraph(
            graph.Model, nodes.ToEquatableArray(), graph.Layers, parameters.ToEquatableArray(), facts.Select(f => f!)
                .ToEquatableArray(), graph.Loss)
        {
            Outputs = graph.Outputs,
            AuxiliaryLosses = graph.AuxiliaryLosses,
            InputGradients = graph.InputGradients,
            Algorithm = graph.Algorithm,
            Precision = graph.Precision,
            TrainingPrecision = graph.TrainingPrecision,
        };
    }
}
