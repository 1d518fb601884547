namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Drops elements at random while training.</summary>
internal sealed class DropoutLayer : ILayerRecipe
{
    public string Kind => "Dropout";

    public void Build(LayerBuilder layer) => layer.Append(new DropoutOperation(layer.Arguments.Rate("rate")), "kept");
}
