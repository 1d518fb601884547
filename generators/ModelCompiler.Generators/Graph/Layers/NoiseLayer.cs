namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Normal numbers added while training.</summary>
internal sealed class NoiseLayer : ILayerRecipe
{
    public string Kind => "GaussianNoise";

    public void Build(LayerBuilder layer) => layer.Append(new NoiseOperation(layer.Arguments.Real("stddev", 0, minimum: 0)), "noisy");
}
