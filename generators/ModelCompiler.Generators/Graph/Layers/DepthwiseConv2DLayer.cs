namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Kernels that slide over one channel each, a bias for each output channel, and an activation.</summary>
internal sealed class DepthwiseConv2DLayer : ILayerRecipe
{
    public string Kind => "DepthwiseConv2D";

    public void Build(LayerBuilder layer)
    {
        int multiplier = layer.Arguments.Size(1, "DepthMultiplier");
        var windows = WindowArguments.OfConvolution(layer.Arguments, rank: 2);
        layer.Append(
            new DepthwiseContraction(windows, multiplier, WeightArguments.Kernel(layer, tensor: InitializedTensor.Kernel)), "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }
}
