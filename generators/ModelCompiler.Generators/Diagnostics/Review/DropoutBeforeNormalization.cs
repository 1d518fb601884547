using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>
/// MC0404: dropout makes variances greater while training, and the normalization keeps those for predictions, which drop nothing.
/// </summary>
internal static class DropoutBeforeNormalization
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (graph[i].Operation is not DropoutOperation { Rate: > 0, Unit: DropoutUnit.Element or DropoutUnit.Channel }) continue;
            if (graph.Behind(i, Functions.IsLayout) is { } next && graph[next].Operation is ChannelNormalization { LearnsStatistics: true })
                yield return ReviewFaults.DropoutBeforeNormalization(graph.LayerOf(i).Name, graph.LayerOf(next).Name, graph.SiteOf(i));
        }
    }
}
