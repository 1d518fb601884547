namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Elements between two limits.</summary>
internal sealed class ClipLayer : ILayerRecipe
{
    public string Kind => "Clip";

    public void Build(LayerBuilder layer)
    {
        float least = layer.Arguments.Limit("minimum", double.NegativeInfinity);
        layer.Append(new Activation(ActivationKind.Clip, least, layer.Arguments.Limit("maximum", double.PositiveInfinity, above: least)),
            "activated");
    }
}
