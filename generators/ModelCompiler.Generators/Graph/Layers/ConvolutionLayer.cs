namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A kernel that slides over length, or height and width; a bias for each filter; and an activation.</summary>
internal sealed class ConvolutionLayer(string kind, int rank) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer)
    {
        int filters = layer.Arguments.Size("filters"), groups = layer.Arguments.Size(1, "Groups");
        var windows = WindowArguments.OfConvolution(layer.Arguments, rank);
        var contraction = new Contraction(windows, filters,
            WeightArguments.Kernel(layer, tensor: groups == 1 ? InitializedTensor.Matrix : InitializedTensor.Kernel), groups)
        {
            Algorithm = layer.Arguments.Has("Algorithm") ? layer.Arguments.Choice("Algorithm", ConvolutionKind.Auto) : null,
        };
        layer.Append(contraction, "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }
}
