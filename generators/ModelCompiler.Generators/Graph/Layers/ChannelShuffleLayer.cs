namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Channels of several groups take turns.</summary>
internal sealed class ChannelShuffleLayer : ILayerRecipe
{
    public string Kind => "ChannelShuffle";

    public void Build(LayerBuilder layer) => layer.Append(new ChannelShuffle(layer.Arguments.Size("groups")), "shuffled");
}
