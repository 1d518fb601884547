namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A bias for each number of a sample.</summary>
internal sealed class PositionBiasLayer : ILayerRecipe
{
    public string Kind => "PositionBias";

    public void Build(LayerBuilder layer)
    {
        var initializer = InitializerArguments.Read(layer.Arguments, "BiasInitializer", "Zeros");
        layer.Append(
            new BiasAddition(new ParameterDeclaration($"{layer.Name}.bias", initializer, 0, 0, layer.Trainable), PerPosition: true),
            "biased");
    }
}
