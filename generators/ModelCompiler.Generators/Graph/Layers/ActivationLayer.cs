namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A function of each element.</summary>
internal sealed class ActivationLayer(string kind, ActivationKind activation) : ILayerRecipe
{
    public string Kind => kind;

    public void Build(LayerBuilder layer)
    {
        float alpha = ActivationArguments.DefaultAlpha(activation);

        // A negative slope would make the function non-monotonic, which is never meant.
        if (activation is ActivationKind.LeakyReLU or ActivationKind.ELU) alpha = layer.Arguments.Real("alpha", alpha, minimum: 0);
        layer.Append(new Activation(activation, alpha), "activated");
    }
}
