namespace ModelCompiler;

/// <summary>Normalizes groups of neighbouring channels over all cells, each sample by itself:
/// <c>gamma · (x - mean) / √(variance + epsilon) + beta</c> (Wu and He, 2018). One group is layer normalization of a whole map, as many
/// groups as channels are instance normalization.</summary>
/// <remarks>Training and prediction compute the same: no statistics are kept. The variance is the mean of the squares, as in Keras and
/// PyTorch (whose epsilon is 1e-5). Weights: <c>gamma [channels]</c> and <c>beta [channels]</c>.</remarks>
/// <param name="groups">Number of groups; divides the number of channels. -1: as many as channels. Default: 32, as in Keras.</param>
public sealed class GroupNormalizationAttribute(int groups = 32) : LayerAttribute
{
    /// <summary>Number of groups; -1 is as many as channels.</summary>
    public int Groups { get; } = groups;

    /// <summary>Added to the variance, so that equal elements divide by something. Default: 0.001, as in Keras.</summary>
    public double Epsilon { get; set; } = 1e-3;

    /// <summary>Whether there is a beta, added at the end. Default: true.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether there is a gamma to multiply by. Default: true.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>Whether training changes gamma and beta. Default: true.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>How gamma starts. Default: <see cref="Initializer.Ones"/>.</summary>
    public Initializer GammaInitializer { get; set; } = Initializer.Ones;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerValue"/>
    public double GammaInitializerValue { get; set; }

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMean"/>
    public double GammaInitializerMean { get; set; }

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerStddev"/>
    public double GammaInitializerStddev { get; set; } = 0.05;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMin"/>
    public double GammaInitializerMin { get; set; } = -0.05;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMax"/>
    public double GammaInitializerMax { get; set; } = 0.05;

    /// <summary>How beta starts. Default: <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BetaInitializer { get; set; } = Initializer.Zeros;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerValue"/>
    public double BetaInitializerValue { get; set; }

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMean"/>
    public double BetaInitializerMean { get; set; }

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerStddev"/>
    public double BetaInitializerStddev { get; set; } = 0.05;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMin"/>
    public double BetaInitializerMin { get; set; } = -0.05;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerMax"/>
    public double BetaInitializerMax { get; set; } = 0.05;
}
