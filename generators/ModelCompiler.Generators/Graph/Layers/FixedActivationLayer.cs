namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A function of each element without numbers of its own.</summary>
internal sealed class FixedActivationLayer(string kind, Activation activation) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer) => layer.Append(activation, "activated");
}
