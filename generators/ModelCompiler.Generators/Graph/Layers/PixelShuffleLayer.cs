namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A larger map from channels.</summary>
internal sealed class PixelShuffleLayer : ILayerRecipe
{
    public string Kind => "PixelShuffle";

    public void Build(LayerBuilder layer) => layer.Append(new PixelShuffle(layer.Arguments.Size("factor")), "enlarged");
}
