namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>One of several equal parts of the channels.</summary>
internal sealed class ChannelSplitLayer : ILayerRecipe
{
    public string Kind => "ChannelSplit";

    public void Build(LayerBuilder layer)
    {
        int parts = layer.Arguments.Size("parts"), part = layer.Arguments.NotNegative("part");
        if (part >= parts) layer.Arguments.Refuse("part", part, $"from 0 to {parts - 1}, the last of {parts} parts");
        layer.Append(new ChannelSplit(parts, part), "part");
    }
}
