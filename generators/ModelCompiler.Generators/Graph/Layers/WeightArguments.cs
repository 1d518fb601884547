namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>What every layer with weights takes: initializers, penalties, bias, activation, <c>Trainable</c>.</summary>
internal static class WeightArguments
{
    public static ParameterDeclaration Kernel(LayerBuilder layer, string name = "kernel",
        InitializedTensor tensor = InitializedTensor.Matrix) => new(
        $"{layer.Name}.{name}",
        InitializerArguments.Read(layer.Arguments, "KernelInitializer", "GlorotUniform", tensor),
        L1: layer.Arguments.Real("L1", 0, minimum: 0),
        L2: layer.Arguments.Real("L2", 0, minimum: 0),
        layer.Trainable);

    public static void AppendBiasAndActivation(LayerBuilder layer)
    {
        var initializer = InitializerArguments.Read(layer.Arguments, "BiasInitializer", "Zeros");
        if (layer.Arguments.Flag("UseBias", true))
            layer.Append(new BiasAddition(new ParameterDeclaration($"{layer.Name}.bias", initializer, 0, 0, layer.Trainable)), "biased");
        ActivationArguments.Append(layer);
    }
}
