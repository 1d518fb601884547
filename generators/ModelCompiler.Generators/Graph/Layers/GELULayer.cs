namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>x·Φ(x), exactly or by tanh.</summary>
internal sealed class GELULayer : ILayerRecipe
{
    public string Kind => "GELU";

    public void Build(LayerBuilder layer) =>
        layer.Append(
            new Activation(layer.Arguments.Flag("Approximate", false) ? ActivationKind.TanhGELU : ActivationKind.GELU, 0), "activated");
}
