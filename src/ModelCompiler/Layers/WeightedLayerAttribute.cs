namespace ModelCompiler;

/// <summary>A layer that owns a kernel and, unless <see cref="UseBias"/> is false, one bias for each of its outputs' channels.</summary>
public abstract class WeightedLayerAttribute : LayerAttribute
{
    /// <summary>Applied to the layer's sums, with the activation's default slope. Default: <see cref="Activation.Linear"/>,
    /// nothing.</summary>
    public Activation Activation { get; set; }

    /// <summary>Whether a bias is added to each output channel. Default: true.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Whether training changes the layer's weights. Default: true. Frozen weights count as non-trainable parameters.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>Adds <c>L1 · Σ|w|</c> over the kernel to the loss. Default: 0.</summary>
    public double L1 { get; set; }

    /// <summary>Adds <c>L2 · Σw²</c> over the kernel to the loss (Keras' convention: the gradient is <c>2 · L2 · w</c>). Default:
    /// 0.</summary>
    public double L2 { get; set; }

    /// <summary>How the kernel starts. Default: <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>The value of <see cref="Initializer.Constant"/>. Default: 0.</summary>
    public double KernelInitializerValue { get; set; }

    /// <summary>The scale of <see cref="Initializer.VarianceScaling"/>, above 0. Default: 1.</summary>
    public double KernelInitializerScale { get; set; } = 1;

    /// <summary>What <see cref="Initializer.VarianceScaling"/> divides by. Default: <see cref="Fan.In"/>.</summary>
    public Fan KernelInitializerMode { get; set; }

    /// <summary>How <see cref="Initializer.VarianceScaling"/> draws. Default: <see cref="Distribution.TruncatedNormal"/>.</summary>
    public Distribution KernelInitializerDistribution { get; set; }

    /// <summary>The gain of <see cref="Initializer.Orthogonal"/> and <see cref="Initializer.Identity"/>. Default: 1.</summary>
    public double KernelInitializerGain { get; set; } = 1;

    /// <summary>The mean of <see cref="Initializer.RandomNormal"/> and <see cref="Initializer.TruncatedNormal"/>. Default: 0.</summary>
    public double KernelInitializerMean { get; set; }

    /// <summary>
    /// The standard deviation of <see cref="Initializer.RandomNormal"/> and <see cref="Initializer.TruncatedNormal"/>. Default: 0.05.
    /// </summary>
    public double KernelInitializerStddev { get; set; } = 0.05;

    /// <summary>The lower bound of <see cref="Initializer.RandomUniform"/>. Default: -0.05.</summary>
    public double KernelInitializerMin { get; set; } = -0.05;

    /// <summary>The upper bound of <see cref="Initializer.RandomUniform"/>. Default: 0.05.</summary>
    public double KernelInitializerMax { get; set; } = 0.05;

    /// <summary>How the bias starts. Default: <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <inheritdoc cref="KernelInitializerValue"/>
    public double BiasInitializerValue { get; set; }

    /// <inheritdoc cref="KernelInitializerMean"/>
    public double BiasInitializerMean { get; set; }

    /// <inheritdoc cref="KernelInitializerStddev"/>
    public double BiasInitializerStddev { get; set; } = 0.05;

    /// <inheritdoc cref="KernelInitializerMin"/>
    public double BiasInitializerMin { get; set; } = -0.05;

    /// <inheritdoc cref="KernelInitializerMax"/>
    public double BiasInitializerMax { get; set; } = 0.05;
}
