namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Zeros around a map: one width for all sides, one for each axis, or one for each side.</summary>
internal sealed class ZeroPadding2DLayer : ILayerRecipe
{
    public string Kind => "ZeroPadding2D";

    public void Build(LayerBuilder layer)
    {
        var (top, bottom, left, right) = SideArguments.Read(layer.Arguments, "padding");
        layer.Append(new ZeroPadding(top, bottom, left, right), "padded");
    }
}
