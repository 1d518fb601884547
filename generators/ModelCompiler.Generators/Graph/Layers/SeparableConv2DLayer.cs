namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A convolution channel by channel, one of 1×1 across channels, then bias and activation.</summary>
internal sealed class SeparableConv2DLayer : ILayerRecipe
{
    public string Kind => "SeparableConv2D";

    public void Build(LayerBuilder layer)
    {
        int filters = layer.Arguments.Size("filters"), multiplier = layer.Arguments.Size(1, "DepthMultiplier");
        var windows = WindowArguments.OfConvolution(layer.Arguments, rank: 2);
        layer.Append(
            new DepthwiseContraction(windows, multiplier, WeightArguments.Kernel(layer, "depthwise_kernel", InitializedTensor.Kernel)),
            "depthwise");
        layer.Append(new Contraction(WindowArguments.OfOneCell, filters, WeightArguments.Kernel(layer, "pointwise_kernel")), "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }
}
