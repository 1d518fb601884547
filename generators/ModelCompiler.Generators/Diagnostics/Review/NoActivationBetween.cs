using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>
/// MC0403: two linear layers are one linear layer. Left alone are those that are linear with intent: separable convolutions, a layer much
/// narrower than both sides (a factorized matrix, MobileNet's bottleneck), one whose author wrote <c>Activation.Linear</c>, and frozen
/// ones.
/// </summary>
internal static class NoActivationBetween
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (!Functions.IsDenseOrConvolution(graph[i].Operation) || !graph.LayerOf(i).Trainable
                || graph.IsWritten(graph.LayerOf(i), "Activation")) continue;
            if (graph.Behind(i, IsLinear) is not { } next || !Functions.IsDenseOrConvolution(graph[next].Operation)) continue;
            if (graph[i].Layer == graph[next].Layer || !graph.StandTogether(i, next) || IsBottleneck(graph, i, next)) continue;
            yield return ReviewFaults.NoActivationBetween(graph.LayerOf(i).Name, graph.LayerOf(next).Name,
                graph.SiteOf(i), Fix(graph, i, next));
        }
    }

    private static bool IsLinear(Operation operation) =>
        Functions.IsLayout(operation)
            || operation is BiasAddition or ChannelNormalization or DropoutOperation or ZeroPadding or Cropping or Upsampling
            or WindowReduction { Kind: PoolKind.Average } or GlobalReduction { Kind: PoolKind.Average };

    private static bool IsBottleneck(ReviewedGraph graph, int first, int second)
    {
        long read = graph[graph[first].Inputs[0]].Shape.Channels, between = graph[first].Shape.Channels,
            made = graph[second].Shape.Channels;
        return 2 * between <= Math.Min(read, made);
    }

    /// <summary>The function stands behind a normalization where there is one.</summary>
    private static FixData Fix(ReviewedGraph graph, int first, int second)
    {
        int normalization = -1;
        for (int i = graph.OnlyReader(first)!.Value; i != second; i = graph.OnlyReader(i)!.Value)
        {
            if (graph[i].Operation is ChannelNormalization) normalization = i;
        }

        return normalization < 0
            ? new FixData(FixData.Training, ["Activation.ReLU"], [graph.SiteOf(first)])
            : new FixData(FixData.Training, ["Insert.ReLU"], [graph.SiteOf(normalization)]);
    }
}
