namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Some neighbouring elements along one axis.</summary>
internal sealed class SliceLayer : ILayerRecipe
{
    public string Kind => "Slice";

    public void Build(LayerBuilder layer)
    {
        int axis = layer.Arguments.Whole("axis");
        if (axis is 0 or < -3 or > 3)
            layer.Arguments.Refuse("axis", axis, "from 1, the first axis after the batch, to 3, or from -1, the last, to -3");
        layer.Append(new SliceOperation(axis, layer.Arguments.NotNegative("start"), layer.Arguments.Size("length")), "slice");
    }
}
