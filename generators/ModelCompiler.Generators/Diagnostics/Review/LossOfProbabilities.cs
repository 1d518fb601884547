using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0405 and MC0406: losses that can read their probabilities, but are seldom what is meant.</summary>
internal static class LossOfProbabilities
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph) => graph.Losses.Select(l => Of(graph, l)).OfType<Fault>();

    private static Fault? Of(ReviewedGraph graph, LossFunction loss)
    {
        var (last, site) = (graph[loss.Node], new Site(loss.Attribute, "loss"));
        string layer = graph.LayerOf(loss.Node).Name;
        switch (loss.Kind)
        {
            // As many outputs as inputs are the input again: an autoencoder has no classes.
            case LossKind.BinaryCrossEntropy
                when last is { Operation: Activation { Kind: ActivationKind.Sigmoid }, Shape: { Rank: 1, Channels: > 1 } }
                    && last.Shape.Count != graph.Graph.Input.Count:
                string? place = LossAnswers.Place(graph.LayerOf(loss.Node),
                    [.. graph.Graph.Nodes.Where(n => n.Layer == last.Layer).Select(n => n.Operation)]);
                return ReviewFaults.SigmoidOfClasses(
                    layer, last.Shape.Channels, site, place is null ? null : new FixData(FixData.Training,
                        [$"{place}.Softmax+Loss.{LossKind.CategoricalCrossEntropy}"], [graph.LayerOf(loss.Node).Site]));
            case LossKind.MeanSquaredError or LossKind.MeanAbsoluteError or LossKind.Huber or LossKind.LogCosh
                when last is { Operation: SoftmaxOperation, Shape.Channels: > 1 }:
                return ReviewFaults.SquaredErrorOfSoftmax(loss.Kind, layer, site);
            default:
                return null;
        }
    }
}
