namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Normalization by the statistics of a part of each sample: along the channels, or of groups of channels.</summary>
internal sealed class SampleNormalizationLayer(string kind, bool inGroups) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer)
    {
        int groups = inGroups ? Groups(layer.Arguments) : SampleNormalization.AlongChannels;
        var (gamma, beta) = BatchNormalizationLayer.ScaleAndShift(layer);
        layer.Append(new SampleNormalization(groups, BatchNormalizationLayer.Epsilon(layer), gamma, beta), "normalized");
    }

    private static int Groups(LayerArguments arguments)
    {
        const int @default = 32;
        if (!arguments.Has("groups")) return @default;
        int groups = arguments.Whole("groups");
        if (groups is 0 or < SampleNormalization.EachChannel)
            arguments.Refuse("groups", groups, "at least 1, or -1 for a group of each channel");
        return groups;
    }
}
