namespace ModelCompiler;

/// <summary>
/// Adds a bias of its own to each number of a sample: behind a convolution of one filter, one for each position of the map.
/// </summary>
/// <remarks>Weights: <c>bias</c>, of the input's shape.</remarks>
public sealed class PositionBiasAttribute : LayerAttribute
{
    /// <summary>Whether training changes the biases. Default: true.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>How the biases start. Default: <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerValue"/>
    public double BiasInitializerValue { get; set; }

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMean"/>
    public double BiasInitializerMean { get; set; }

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerStddev"/>
    public double BiasInitializerStddev { get; set; } = 0.05;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMin"/>
    public double BiasInitializerMin { get; set; } = -0.05;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMax"/>
    public double BiasInitializerMax { get; set; } = 0.05;
}
