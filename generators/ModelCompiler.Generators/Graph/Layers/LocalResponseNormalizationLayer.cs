namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Channels with strong neighbours are held down.</summary>
internal sealed class LocalResponseNormalizationLayer : ILayerRecipe
{
    /// <summary>Less would not keep an empty neighbourhood from a division by zero.</summary>
    private const double LeastBias = 1e-12;

    public string Kind => "LocalResponseNormalization";

    public void Build(LayerBuilder layer)
    {
        var arguments = layer.Arguments;
        layer.Append(
            new ResponseNormalization(
                arguments.NotNegative("DepthRadius", 5), arguments.Real("Bias", 1, LeastBias), arguments.Real("Alpha", 1, minimum: 0),
                    arguments.Real("Beta", 0.5, minimum: 0)),
            "normalized");
    }
}
