namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Probabilities along the last axis.</summary>
internal sealed class SoftmaxLayer : ILayerRecipe
{
    public string Kind => "Softmax";

    public void Build(LayerBuilder layer) => layer.Append(new SoftmaxOperation(), "probabilities");
}
