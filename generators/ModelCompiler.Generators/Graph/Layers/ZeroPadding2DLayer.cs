namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Zeros around a map: one width for all sides, one for each axis, or one for each side.</summary>
internal sealed class ZeroPadding2DLayer : ILayerRecipe
{
    public string Kind => "ZeroPadding2D";

    public void Build(LayerBuilder layer)
    {
        var arguments = layer.Arguments;
        if (!arguments.Has("padding") && !arguments.Has("vertical") && !arguments.Has("top")) arguments.ForgetShape();
        int all = arguments.NotNegative("padding");
        int vertical = arguments.NotNegative("vertical", all), horizontal = arguments.NotNegative("horizontal", all);
        layer.Append(
            new ZeroPadding(
                arguments.NotNegative("top", vertical),
                arguments.NotNegative("bottom", vertical),
                arguments.NotNegative("left", horizontal),
                arguments.NotNegative("right", horizontal)),
            "padded");
    }
}
