using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary><c>[Budget]</c>: what all layers cost together. Says nothing about a model of which only parts are known.</summary>
internal static class BudgetChecks
{
    public static IEnumerable<Fault> Check(ModelGraph graph, EquatableArray<LayerFacts?> facts)
    {
        if (graph.Budget is not { } budget || facts.Count == 0 || facts.Any(f => f is null)) return [];
        var known = facts.Select(f => f!).ToList();
        // A prediction leaves out what only leads to named outputs.
        bool[] predicted = NeededNodes.Of([.. graph.Nodes.Select(n => n.Inputs)], [graph.Nodes.Count - 1]);
        var layers = new HashSet<string>(graph.Nodes.Where((n, i) => predicted[i] && n.Layer >= 0).Select(n => graph.Layers[n.Layer].Name));
        return new[]
        {
            Exceeded("Parameters", "parameter", "parameters", budget.Parameters, f => f.Parameters + f.NonTrainableParameters),
            Exceeded("ActivationBytes", "byte of activations a sample", "bytes of activations a sample",
                budget.ActivationBytes, f => f.ActivationBytes),
            Exceeded("MultiplyAdds", "multiply-add a sample", "multiply-adds a sample", budget.MultiplyAdds,
                f => layers.Contains(f.Name) ? f.MultiplyAdds : 0),
        }.OfType<Fault>();

        Fault? Exceeded(string argument, string one, string many, long? limit, Func<LayerFacts, long> cost)
        {
            long total = Counting.Sum(known.Select(cost));
            if (limit is not >= 0 || total <= limit) return null;
            var largest = known.OrderByDescending(cost).First();
            return TrainingFaults.BudgetExceeded(graph.Model, total, one, many, limit.Value, cost(largest), largest.Name,
                new Site(budget.Attribute, argument));
        }
    }
}
