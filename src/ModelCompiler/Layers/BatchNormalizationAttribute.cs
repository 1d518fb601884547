namespace ModelCompiler;

/// <summary>Normalizes each channel (the last axis): <c>gamma · (x - mean) / √(variance + epsilon) + beta</c>.</summary>
/// <remarks>
/// <para>Training takes the mean and the variance of the batch, over its samples and cells, and lets the gradient flow through both; each
/// step of a trainer then moves the moving ones, <c>moving · momentum + batch · (1 - momentum)</c>. A prediction takes the moving ones;
/// before a ReLU behind a convolution they cost nothing, being part of its kernel. The variance is the biased one throughout, the mean of
/// the squares, as in Keras.</para>
/// <para>PyTorch counts momentum the other way round: its 0.1 is 0.9 here. It moves the running variance by the unbiased one,
/// <c>m / (m - 1)</c> times as large over <c>m</c> numbers, and its epsilon is 1e-5.</para>
/// <para>Weights: <c>gamma [channels]</c>, <c>beta [channels]</c>, and, not trained by gradients, <c>moving_mean [channels]</c> and
/// <c>moving_variance [channels]</c>.</para>
/// </remarks>
public sealed class BatchNormalizationAttribute : LayerAttribute
{
    /// <summary>How much of the moving statistics each training step keeps, from 0 to 1. Default: 0.99, as in Keras.</summary>
    public double Momentum { get; set; } = 0.99;

    /// <summary>Added to the variance, so that a channel that never changes divides by something. Default: 0.001, as in Keras.</summary>
    public double Epsilon { get; set; } = 1e-3;

    /// <summary>Whether there is a beta, added at the end. Default: true.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether there is a gamma to multiply by. Default: true; the next layer's kernel can do as well where nothing but a ReLU
    /// stands between.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>Whether training changes the layer. Default: true. A frozen one takes its moving statistics in training too, and leaves
    /// them alone, as in Keras.</summary>
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

    /// <summary>How the moving mean starts. Default: <see cref="Initializer.Zeros"/>.</summary>
    public Initializer MovingMeanInitializer { get; set; } = Initializer.Zeros;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerValue"/>
    public double MovingMeanInitializerValue { get; set; }

    /// <summary>How the moving variance starts. Default: <see cref="Initializer.Ones"/>.</summary>
    public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;

    /// <inheritdoc cref="WeightedLayerAttribute.KernelInitializerValue"/>
    public double MovingVarianceInitializerValue { get; set; }
}
