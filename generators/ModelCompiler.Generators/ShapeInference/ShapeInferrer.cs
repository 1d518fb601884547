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
    public static ShapeResult Infer(ModelGraph graph)
    {
        var faults = graph.Faults.ToList();
        var inferred = InferNodes(graph, faults);
        var facts = LayerFactsBuilder.Build(graph, inferred);
        faults.AddRange(ParameterChecks.Check(graph, inferred));
        faults.AddRange(LossChecks.Check(graph, inferred));
        faults.AddRange(BudgetChecks.Check(graph, facts));
        faults.AddRange(Notes(graph, facts));

        var all = faults.ToEquatableArray();
        return all.Any(Descriptors.IsError) || inferred.Any(i => !i.IsSound)
            ? new ShapeResult.Error(inferred[0].Shape, inferred.LastOrDefault(i => i.Shape is not null)?.Shape, all)
            : new ShapeResult.Success(Assemble(graph, inferred, facts), all);
    }

    private static List<Inferred> InferNodes(ModelGraph graph, List<Fault> faults)
    {
        var inferred = new List<Inferred> { new((graph.Nodes[0].Operation as InputOperation)?.Shape) };
        for (int i = 1; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (node.Inputs.Any(input => inferred[input].Shape is null))
            {
                inferred.Add(ShapeRules.InferBlindly(node.Operation));
                continue;
            }

            var inputs = node.Inputs.Select(input => new InputValue(inferred[input].Shape!, graph.Nodes[input].Layer < 0 ? null : graph.Layers[graph.Nodes[input].Layer]));
            bool isOutput = i == graph.Nodes.Count - 1;
            inferred.Add(ShapeRules.Infer(new RuleContext(node, graph.Layers[node.Layer], inputs.ToEquatableArray(), isOutput, graph.Loss, faults)));
        }

        return inferred;
    }

    private static IEnumerable<Fault> Notes(ModelGraph graph, EquatableArray<LayerFacts?> facts)
    {
        for (int i = 0; i < facts.Count; i++)
        {
            if (facts[i] is { } f)
                yield return ShapeFaults.LayerFacts(f.Output.ToString(), f.Parameters + f.NonTrainableParameters, f.MultiplyAdds, new Site(graph.Layers[i].Attribute));
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
            graph.Model, nodes.ToEquatableArray(), graph.Layers, parameters.ToEquatableArray(), facts.Select(f => f!).ToEquatableArray(), graph.Loss);
    }
}
