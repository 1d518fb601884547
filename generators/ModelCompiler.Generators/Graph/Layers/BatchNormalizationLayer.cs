namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Each channel is brought to mean beta and deviation gamma.</summary>
internal sealed class BatchNormalizationLayer : ILayerRecipe
{
    /// <summary>Less would not keep a channel that never changes from a division by zero.</summary>
    private const double LeastEpsilon = 1e-12;

    public string Kind => "BatchNormalization";

    public void Build(LayerBuilder layer)
    {
        var arguments = layer.Arguments;
        float momentum = arguments.Real("Momentum", 0.99, minimum: 0, maximum: 1), epsilon = Epsilon(layer);
        var (gamma, beta) = ScaleAndShift(layer);
        layer.Append(
            new ChannelNormalization(
                momentum,
                epsilon,
                gamma,
                beta,
                Parameter(layer, "moving_mean", "MovingMeanInitializer", "Zeros", trainable: false),
                Parameter(layer, "moving_variance", "MovingVarianceInitializer", "Ones", trainable: false),
                LearnsStatistics: layer.Trainable),
            "normalized");
    }

    public static float Epsilon(LayerBuilder layer) => layer.Arguments.Real("Epsilon", 1e-3, LeastEpsilon);

    /// <summary>Gamma and beta, null where they are not wanted; their initializers are checked all the same.</summary>
    public static (ParameterDeclaration? Gamma, ParameterDeclaration? Beta) ScaleAndShift(LayerBuilder layer)
    {
        var gamma = Parameter(layer, "gamma", "GammaInitializer", "Ones", layer.Trainable);
        var beta = Parameter(layer, "beta", "BetaInitializer", "Zeros", layer.Trainable);
        return (layer.Arguments.Flag("Scale", true) ? gamma : null, layer.Arguments.Flag("Center", true) ? beta : null);
    }

    private static ParameterDeclaration Parameter(LayerBuilder layer, string name, string setting, string @default, bool trainable) => new(
        $"{layer.Name}.{name}", InitializerArguments.Read(layer.Arguments, setting, @default), 0, 0, trainable);
}
