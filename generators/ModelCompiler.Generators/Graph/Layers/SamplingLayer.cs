namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Draws from normal distributions that the network describes.</summary>
internal sealed class SamplingLayer : ILayerRecipe
{
    public string Kind => "Sampling";

    public void Build(LayerBuilder layer) => layer.Append(new Sampling(layer.Arguments.Real("DivergenceWeight", 0, minimum: 0)), "drawn");
}
