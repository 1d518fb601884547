namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A convolution turned round: each cell spreads a kernel, strides enlarge the map; then bias and activation.</summary>
internal sealed class Conv2DTransposeLayer : ILayerRecipe
{
    public string Kind => "Conv2DTranspose";

    public void Build(LayerBuilder layer)
    {
        int filters = layer.Arguments.Size("filters");
        var windows = WindowArguments.OfConvolution(layer.Arguments, rank: 2);
        layer.Append(new TransposedContraction(windows, filters, WeightArguments.Kernel(layer)), "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }
}
