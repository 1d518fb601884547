namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The same numbers as a vector.</summary>
internal sealed class FlattenLayer : ILayerRecipe
{
    public const string Name = "Flatten";

    public string Kind => Name;

    public void Build(LayerBuilder layer) => layer.Append(new ReshapeOperation(new Shape(-1)), "flat");
}
