using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <content>Losses, outputs and heads.</content>
public sealed partial class RandomNetworks
{
    private ModelSource Finish(string name, int[] input)
    {
        var loss = new LossSource(random.Of(Enum.GetValues<LossKindSource>()));
        // A softmax over one class is always 1: no cross-entropy is declared on it. Nor has the angle between numbers a slope.
        if (shape[^1] == 1 && loss.Kind is LossKindSource.CategoricalCrossEntropy or LossKindSource.KLDivergence or LossKindSource.CosineSimilarity) loss = new(LossKindSource.BinaryCrossEntropy);
        if (loss.Kind == LossKindSource.Huber) loss = loss with { Delta = random.Of(0.3, 1.0, 2.0) };
        var last = loss.Kind switch
        {
            LossKindSource.CategoricalCrossEntropy => ActivationSource.Softmax,
            LossKindSource.BinaryCrossEntropy or LossKindSource.BinaryFocalCrossEntropy => ActivationSource.Sigmoid,
            LossKindSource.KLDivergence => ActivationSource.Softmax,
            LossKindSource.Dice => random.Of(ActivationSource.Sigmoid, ActivationSource.Softmax),
            LossKindSource.Poisson => random.Of(ActivationSource.Sigmoid, ActivationSource.Softmax, ActivationSource.Softplus),
            _ => random.Of(ActivationSource.Linear, ActivationSource.Linear, ActivationSource.Tanh, ActivationSource.ELU, ActivationSource.Softmax),
        };
        bool head = layers[^1] is DenseSource && outputRandom.OneIn(4);
        if (head) AddHead(last);
        if (last != ActivationSource.Linear)
        {
            if (layers[^1] is WeightedSource weighted && random.OneIn(2)) layers[^1] = weighted with { Activation = last };
            else Add(new ActivationLayerSource(last));
        }
        var network = new ModelSource(name, input, [.. layers], random.OneIn(10) ? null : loss);
        var outputs = new List<(string, LossSource?)>();
        if (head) outputs.Add((Head, network.Loss is null ? null : loss with { Weight = outputRandom.Of(0.3, 2) }));
        string[] inside = [.. network.Names().Select(n => n.Name).SkipLast(1).Where(n => n != Head)];
        if (inside.Length > 0 && outputRandom.OneIn(3)) outputs.Add((outputRandom.Of(inside), null));
        ReferencePrecision precision = precisionRandom.Of(ReferencePrecision.Single, ReferencePrecision.Single, ReferencePrecision.BFloat16, ReferencePrecision.Int8);
        if (precision == ReferencePrecision.Int8 && activationRandom.OneIn(2)) precision = ReferencePrecision.Int8Activations;
        return network with { Outputs = outputs, Precision = precision };
    }

    /// <summary>Another layer like the last beside it, for an auxiliary loss.</summary>
    private void AddHead(ActivationSource activation)
    {
        var last = (DenseSource)layers[^1];
        layers.RemoveAt(layers.Count - 1);
        string start = Last();
        layers.Add(last with { Name = Head, Activation = activation });
        layers.Add(last with { From = start });
    }
}
