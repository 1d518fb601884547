namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Drops elements, channels or samples at random while training.</summary>
internal sealed class DropoutLayer(string kind, DropoutUnit unit) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer) => layer.Append(new DropoutOperation(layer.Arguments.Rate("rate"), unit), "kept");
}
