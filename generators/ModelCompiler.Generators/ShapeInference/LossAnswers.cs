using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>What to change where a loss cannot read its output, for the code fix: the function at the end, or the loss.</summary>
internal static class LossAnswers
{
    /// <param name="graph">The network.</param>
    /// <param name="loss">The loss that does not fit.</param>
    /// <param name="channels">Of the output.</param>
    public static FixData Of(ModelGraph graph, LossFunction loss, int channels)
    {
        Node last = graph.Nodes[loss.Node];
        string? place = Place(graph.Layers[last.Layer], [.. graph.Nodes.Where(n => n.Layer == last.Layer).Select(n => n.Operation)]);
        IEnumerable<string?> answers = loss.Kind switch
        {
            LossKind.CategoricalCrossEntropy when channels == 1 => last.Operation is Activation { Kind: ActivationKind.Sigmoid }
                ? [Loss(LossKind.BinaryCrossEntropy)]
                : [Ends("Sigmoid", LossKind.BinaryCrossEntropy), Unless(last, LossKind.MeanSquaredError)],
            LossKind.CategoricalCrossEntropy when last.Operation is Activation { Kind: ActivationKind.Sigmoid } =>
                [Loss(LossKind.BinaryCrossEntropy), Ends("Softmax")],
            LossKind.CategoricalCrossEntropy => [Ends("Softmax"), Loss(LossKind.MeanSquaredError)],
            LossKind.BinaryCrossEntropy or LossKind.BinaryFocalCrossEntropy when last.Operation is SoftmaxOperation =>
                [channels > 1 ? Loss(LossKind.CategoricalCrossEntropy) : null, Ends("Sigmoid")],
            LossKind.BinaryCrossEntropy or LossKind.BinaryFocalCrossEntropy or LossKind.Dice => [Ends("Sigmoid"),
                Loss(LossKind.MeanSquaredError)],
            LossKind.KLDivergence => [Ends(channels > 1 ? "Softmax" : "Sigmoid"), Loss(LossKind.MeanSquaredError)],
            _ => [Ends("Softplus"), Loss(LossKind.MeanSquaredError)],
        };
        return new FixData(FixData.Training, answers.OfType<string>().ToEquatableArray(), [graph.Layers[last.Layer].Site]);

        string? Ends(string activation, LossKind? with = null) =>
            place is null ? null : $"{place}.{activation}" + (with is null ? "" : "+" + Loss(with.Value));
    }

    private static string Loss(LossKind kind) => "Loss." + kind;

    /// <summary>The squared error of a softmax is wrong, too.</summary>
    private static string? Unless(Node last, LossKind kind) => last.Operation is SoftmaxOperation ? null : Loss(kind);

    /// <summary>
    /// Where the function at the end of the layer is written; null if it stands in a block, whose other uses it would change, or could not
    /// be changed.
    /// </summary>
    /// <param name="layer">The last layer.</param>
    /// <param name="operations">What it is made of.</param>
    public static string? Place(Layer layer, IReadOnlyList<Operation> operations)
    {
        if (layer.Site.Block is not null) return null;
        if (operations.Any(o => o is Contraction or DepthwiseContraction or TransposedContraction or Join)) return "Activation";
        if (operations.All(o => o is Activation or SoftmaxOperation or LearntRectifier)) return "Layer";
        return operations.LastOrDefault() is ReshapeOperation or WindowReduction or GlobalReduction or ChannelNormalization
            ? "Insert"
            : null;
    }
}
