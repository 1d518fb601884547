namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The maximum or average of each channel over the whole map.</summary>
internal sealed class GlobalPooling2DLayer(string kind, PoolKind pool) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer) => layer.Append(new GlobalReduction(pool), "pooled");
}
