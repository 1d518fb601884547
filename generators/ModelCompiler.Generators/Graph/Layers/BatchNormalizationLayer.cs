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
        ParameterDeclaration Parameter(string name, string setting, string @default, bool trainable) => new(
            $"{layer.Name}.{name}", InitializerArguments.Read(arguments, setting, @default), 0, 0, trainable);
        var gamma = Parameter("gamma", "GammaInitializer", "Ones", layer.Trainable);
        var beta = Parameter("beta", "BetaInitializer", "Zeros", layer.Trainable);
        layer.Append(
            new ChannelNormalization(
                arguments.Real("Momentum", 0.99, minimum: 0, maximum: 1),
                arguments.Real("Epsilon", 1e-3, LeastEpsilon),
                arguments.Flag("Scale", true) ? gamma : null,
                arguments.Flag("Center", true) ? beta : null,
                Parameter("moving_mean", "MovingMeanInitializer", "Zeros", trainable: false),
                Parameter("moving_variance", "MovingVarianceInitializer", "Ones", trainable: false),
                LearnsStatistics: layer.Trainable),
            "normalized");
    }
}
