namespace ModelCompiler;

/// <summary>Normalizes along the channels (the last axis), each cell of each sample by itself:
/// <c>gamma · (x - mean) / √(variance + epsilon) + beta</c>.</summary>
/// <remarks>Training and prediction compute the same: no statistics are kept. The variance is the mean of the squares, as in Keras and
/// PyTorch (whose epsilon is 1e-5). Weights: <c>gamma [channels]</c> and <c>beta [channels]</c>.</remarks>
public sealed class LayerNormalizationAttribute : LayerAttribute
{
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
