namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A contraction of the whole vector, a bias for each unit, and an activation.</summary>
internal sealed class DenseLayer : ILayerRecipe
{
    public string Kind => "Dense";

    public void Build(LayerBuilder layer)
    {
        int units = layer.Arguments.Size("units");
        layer.Append(new Contraction([], units, WeightArguments.Kernel(layer)), "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }
}
