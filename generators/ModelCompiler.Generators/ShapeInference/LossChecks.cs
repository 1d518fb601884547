using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>A loss must be able to read the output, and there must be something to train.</summary>
internal static class LossChecks
{
    public static IEnumerable<Fault> Check(ModelGraph graph, IReadOnlyList<Inferred> inferred)
    {
        if (graph.Loss is not { } loss || graph.Layers.Count == 0) return [];
        return new[] { Trainable(graph, loss), Output(graph, loss, inferred[inferred.Count - 1].Shape) }.OfType<Fault>();
    }

    private static Fault? Trainable(ModelGraph graph, LossFunction loss)
    {
        // A layer that is not understood may have weights.
        if (graph.Nodes.Skip(1).Any(n => n.Operation is UnknownOperation)) return null;
        var parameters = graph.Nodes.SelectMany(n => ModelGraphVerifier.Parameters(n.Operation)).ToList();
        var site = new Site(loss.Attribute);
        if (parameters.Count == 0) return TrainingFaults.NoWeights(graph.Model, site);
        return parameters.All(p => !p.Trainable) ? TrainingFaults.NothingTrainable(graph.Model, parameters.Count, site) : null;
    }

    private static Fault? Output(ModelGraph graph, LossFunction loss, Shape? shape)
    {
        var last = graph.Nodes[graph.Nodes.Count - 1];
        if (last.Operation is UnknownOperation) return null;
        string layer = graph.Layers[last.Layer].Name;
        var site = new Site(loss.Attribute, "loss");
        return loss.Kind switch
        {
            LossKind.CategoricalCrossEntropy => CategoricalCrossEntropy(last.Operation, shape, layer, site),
            LossKind.BinaryCrossEntropy when last.Operation is not Activation { Kind: ActivationKind.Sigmoid } =>
                TrainingFaults.LossNeedsSigmoid(layer, Outputs(last.Operation), last.Operation is SoftmaxOperation
                    ? "use Loss.CategoricalCrossEntropy for classes that exclude each other, or Activation.Sigmoid for classes that do not"
                    : "end with Activation.Sigmoid", site),
            LossKind.Poisson when !IsNotNegative(graph) => TrainingFaults.LossNeedsNonNegative(layer, Outputs(last.Operation), site),
            _ => null,
        };
    }

    private static Fault? CategoricalCrossEntropy(Operation last, Shape? shape, string layer, Site site)
    {
        if (last is not SoftmaxOperation)
        {
            string otherLoss = last is Activation { Kind: ActivationKind.Sigmoid } ? ", or use Loss.BinaryCrossEntropy" : "";
            return TrainingFaults.LossNeedsSoftmax(layer, Outputs(last), "end with Activation.Softmax" + otherLoss, site);
        }

        const string twoClasses = "use at least 2 units, or Activation.Sigmoid with Loss.BinaryCrossEntropy";
        return shape is { Channels: 1 }
            ? TrainingFaults.LossNeedsSoftmax(layer, "a softmax over 1 element, which is always 1", twoClasses, site)
            : null;
    }

    /// <summary>Whether the output is made by a function that is never negative; layout, pooling and dropout keep it so.</summary>
    private static bool IsNotNegative(ModelGraph graph)
    {
        var notNegative = new bool[graph.Nodes.Count];
        for (int i = 1; i < notNegative.Length; i++)
        {
            notNegative[i] = graph.Nodes[i].Operation switch
            {
                SoftmaxOperation or Activation { Kind: ActivationKind.ReLU or ActivationKind.Sigmoid } or UnknownOperation => true,
                ReshapeOperation or WindowReduction or GlobalReduction or ZeroPadding or DropoutOperation or Join or Concatenation => graph.Nodes[i].Inputs.All(n => notNegative[n]),
                _ => false,
            };
        }

        return notNegative[notNegative.Length - 1];
    }

    private static string Outputs(Operation operation) => operation switch
    {
        Activation activation => $"{activation.Kind} values",
        SoftmaxOperation => "a softmax, whose outputs are probabilities of one choice",
        WindowReduction or GlobalReduction => "pooled values",
        DropoutOperation => "values with some dropped",
        ChannelNormalization => "normalized values",
        ReshapeOperation => "values of another shape",
        ZeroPadding => "values with zeros around them",
        _ => "linear values",
    };
}
