using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0401: a normalization takes each channel's mean away, and with it whatever was added to the whole channel.</summary>
internal static class BiasBeforeNormalization
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (graph[i].Operation is not BiasAddition { PerPosition: false } || graph.Behind(i, KeepsBias) is not { } reader) continue;
            if (graph[reader].Operation
                is not (ChannelNormalization { LearnsStatistics: true } or SampleNormalization { Groups: SampleNormalization.EachChannel }))
                continue;
            // Behind a flattening its channels are others.
            if (graph[reader].Operation is SampleNormalization && graph[reader].Inputs[0] != i) continue;
            yield return ReviewFaults.BiasBeforeNormalization(
                graph.LayerOf(i).Name, graph.LayerOf(reader).Name, graph.Graph.Parameters[graph[i].Parameters[0]].Shape.Count,
                    graph.SiteOf(i, "UseBias"));
        }
    }

    /// <summary>
    /// What makes of a channel plus a number its own result plus that number: pooling, and flattening, after which each element has a mean
    /// of its own.
    /// </summary>
    private static bool KeepsBias(Operation operation) =>
        operation is WindowReduction { CountsPadding: false } or GlobalReduction
            || (operation is ReshapeOperation reshape && reshape.Target.Rank == 1);
}
