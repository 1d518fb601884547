namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Several values, channels after channels.</summary>
internal sealed class ConcatenateLayer : ILayerRecipe
{
    public string Kind => "Concatenate";

    public void Build(LayerBuilder layer)
    {
        layer.Append(new Concatenation(), "joined");
        ActivationArguments.Append(layer);
    }
}
