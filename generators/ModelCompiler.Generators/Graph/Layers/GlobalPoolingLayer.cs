namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The maximum or average of each channel over the whole sequence or map.</summary>
internal sealed class GlobalPoolingLayer(string kind, PoolKind pool, int rank) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer) =>
        layer.Append(new GlobalReduction(pool, rank, layer.Arguments.Flag("KeepDims", false)), "pooled");
}
