namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A function of each element with a slope of its own.</summary>
internal sealed class ActivationLayer(string kind, ActivationKind activation) : ILayerRecipe
{
    public string Kind => kind;

    // A negative slope would make the function non-monotonic, which is never meant.
    public void Build(LayerBuilder layer) =>
        layer.Append(new Activation(activation, layer.Arguments.Real("alpha", ActivationArguments.DefaultAlpha(activation), minimum: 0)),
            "activated");
}
