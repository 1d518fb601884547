namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Cuts the border of a map off: one width for all sides, one for each axis, or one for each side.</summary>
internal sealed class Cropping2DLayer : ILayerRecipe
{
    public string Kind => "Cropping2D";

    public void Build(LayerBuilder layer)
    {
        var (top, bottom, left, right) = SideArguments.Read(layer.Arguments, "cropping");
        layer.Append(new Cropping(top, bottom, left, right), "cropped");
    }
}
