using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0402: a function of what is a function already. Clipping is left alone: who writes a limit means it.</summary>
internal static class ActivationTwice
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (!Functions.IsActivation(graph[i].Operation) || graph.Behind(i, LooksThrough) is not { } next
                || !Functions.IsActivation(graph[next].Operation)) continue;
            if (graph[i].Layer == graph[next].Layer || graph.LayerOf(next).Kind == "Clip" || !graph.StandTogether(i, next)) continue;

            // At the end of a network the last function is the one that the loss reads.
            bool first = graph[next].Operation is SoftmaxOperation || graph.Losses.Any(l => l.Node == next);
            yield return ReviewFaults.ActivationTwice(
                graph.LayerOf(next).Name, Functions.Name(graph[next].Operation), graph.LayerOf(i).Name, Functions.Name(graph[i].Operation),
                    first ? graph.SiteOf(i, "Activation") : graph.SiteOf(next), first);
        }
    }

    private static bool LooksThrough(Operation operation) => Functions.IsLayout(operation) || operation is DropoutOperation;
}
