namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>
/// Several values of one shape, element by element. Which values is the graph builder's to find: the recipe only says what becomes of them.
/// </summary>
internal sealed class JoinLayer(string kind, JoinKind join) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer)
    {
        layer.Append(new Join(join), "joined");
        ActivationArguments.Append(layer);
    }
}
