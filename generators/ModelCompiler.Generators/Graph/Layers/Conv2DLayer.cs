namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A kernel that slides over height and width, a bias for each filter, and an activation.</summary>
internal sealed class Conv2DLayer : ILayerRecipe
{
    public string Kind => "Conv2D";

    public void Build(LayerBuilder layer)
    {
        int filters = layer.Arguments.Size("filters");
        var windows = WindowArguments.OfConvolution(layer.Arguments);
        layer.Append(new Contraction(windows, filters, WeightArguments.Kernel(layer)), "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }
}
