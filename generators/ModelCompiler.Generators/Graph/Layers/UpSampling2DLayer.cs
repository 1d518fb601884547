namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A larger map of the same picture.</summary>
internal sealed class UpSampling2DLayer : ILayerRecipe
{
    public string Kind => "UpSampling2D";

    public void Build(LayerBuilder layer)
    {
        int height = layer.Arguments.Size(2, "size", "height"), width = layer.Arguments.Has("width")
            ? layer.Arguments.Size("width")
            : height;
        layer.Append(new Upsampling(height, width, layer.Arguments.Choice("Interpolation", UpsamplingKind.Nearest)), "enlarged");
    }
}
