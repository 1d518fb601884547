namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The maximum or average of each window, channel by channel.</summary>
internal sealed class PoolingLayer(string kind, PoolKind pool, int rank) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer) =>
        layer.Append(
            new WindowReduction(pool, WindowArguments.OfPooling(layer.Arguments, rank), layer.Arguments.Flag("CountIncludePad", false)),
            "pooled");
}
