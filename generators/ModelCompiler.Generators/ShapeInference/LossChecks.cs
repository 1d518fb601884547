using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>Losses must be able to read their outputs, there must be something to train, and a loss for everything that is.</summary>
internal static class LossChecks
{
    public static IEnumerable<Fault> Check(ModelGraph graph, IReadOnlyList<Inferred> inferred)
    {
        if (graph.Loss is not { } loss || graph.Layers.Count == 0) return [];
        return graph.Losses.Select(l => Output(graph, l, inferred[l.Node].Shape) is { } fault ? fault with
        {
            Fix = LossAnswers.Of(graph, l, inferred[l.Node].Shape?.Channels ?? 2),
        } : null)
            .Concat(graph.AuxiliaryLosses.Select(l => Target(graph, l, inferred)))
            .Concat(graph.Outputs.Select(o => Unreached(graph, o)))
            .Prepend(Trainable(graph, loss)).OfType<Fault>();
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

    /// <summary>All losses compare with the same targets.</summary>
    private static Fault? Target(ModelGraph graph, LossFunction loss, IReadOnlyList<Inferred> inferred)
    {
        var (main, head) = (inferred[inferred.Count - 1].Shape, inferred[loss.Node].Shape);
        if (main is null || head is null || main == head) return null;
        string Name(int node) => graph.Layers[graph.Nodes[node].Layer].Name;
        return TrainingFaults.HeadShape(Name(loss.Node), head.ToString(), Name(graph.Nodes.Count - 1), main.ToString(),
            new Site(loss.Attribute, "Output"));
    }

    /// <summary>Weights that lead to an output without a loss, and to no other, have no gradient.</summary>
    private static Fault? Unreached(ModelGraph graph, NamedValue output)
    {
        EquatableArray<int>[] inputs = [.. graph.Nodes.Select(n => n.Inputs)];
        bool[] before = NeededNodes.Of(inputs, [output.Node]), reached = NeededNodes.Of(inputs, graph.Losses.Select(l => l.Node));
        var lost = graph.Nodes.Where((node, i) => before[i] && !reached[i])
            .FirstOrDefault(node => ModelGraphVerifier.Parameters(node.Operation).Any(p => p.Trainable));
        return lost is null ? null : TrainingFaults.NoLossReaches(graph.Layers[lost.Layer].Name, output.Name, new Site(output.Attribute));
    }

    private static Fault? Output(ModelGraph graph, LossFunction loss, Shape? shape)
    {
        var last = graph.Nodes[loss.Node];
        if (last.Operation is UnknownOperation) return null;
        string layer = graph.Layers[last.Layer].Name;
        var site = new Site(loss.Attribute, "loss");
        return loss.Kind switch
        {
            LossKind.CategoricalCrossEntropy => CategoricalCrossEntropy(last.Operation, shape, layer, site),
            LossKind.BinaryCrossEntropy or LossKind.BinaryFocalCrossEntropy
                when last.Operation is not Activation { Kind: ActivationKind.Sigmoid } =>
                TrainingFaults.LossNeedsSigmoid(loss.Kind, layer, Outputs(last.Operation), last.Operation is SoftmaxOperation
                    ? "use Loss.CategoricalCrossEntropy for classes that exclude each other, or Activation.Sigmoid for classes that do not"
                    : "end with Activation.Sigmoid", site),
            LossKind.Poisson or LossKind.KLDivergence or LossKind.Dice when !IsNotNegative(graph)[loss.Node] =>
                TrainingFaults.LossNeedsNonNegative(loss.Kind, layer, Outputs(last.Operation), site),
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

    /// <summary>Which values are made by a function that is never negative; layout, pooling and dropout keep it so.</summary>
    private static bool[] IsNotNegative(ModelGraph graph)
    {
        var notNegative = new bool[graph.Nodes.Count];
        for (int i = 1; i < notNegative.Length; i++)
        {
            notNegative[i] = graph.Nodes[i].Operation switch
            {
                SoftmaxOperation or UnknownOperation => true,
                Activation { Kind: ActivationKind.ReLU or ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Softplus }
                    or Activation { Kind: ActivationKind.Clip, Alpha: >= 0 } => true,
                Join { Kind: JoinKind.Subtract } => false,
                SliceOperation or ChannelSplit or ChannelShuffle or PixelShuffle or Permutation => notNegative[graph.Nodes[i].Inputs[0]],
                ReshapeOperation or WindowReduction or GlobalReduction or ZeroPadding or DropoutOperation or Join or Concatenation
                    or Cropping or Upsampling or MedianFilter or ResponseNormalization => graph.Nodes[i].Inputs.All(n => notNegative[n]),
                InputOperation or Contraction or DepthwiseContraction or TransposedContraction or FixedFilter or BiasAddition or Activation
                    or LearntRectifier => false,
                NoiseOperation or Sampling or ChannelNormalization or SampleNormalization or Shortcut => false,
                _ => throw graph.Nodes[i].Operation.IsUnknownTo(nameof(IsNotNegative)),
            };
        }

        return notNegative;
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
        Contraction or DepthwiseContraction or TransposedContraction or FixedFilter or BiasAddition => "linear values",
        LearntRectifier or NoiseOperation or Sampling or Join or Concatenation or SampleNormalization or ResponseNormalization
            or MedianFilter => "linear values",
        SliceOperation or ChannelSplit or ChannelShuffle or PixelShuffle or Permutation or Cropping or Upsampling => "linear values",
        InputOperation or Shortcut or UnknownOperation => "linear values",
        _ => throw operation.IsUnknownTo(nameof(LossChecks)),
    };
}
