namespace ModelCompiler;

/// <summary>
/// A convolution in two steps: kernels that slide over one channel each, then <c>filters</c> kernels of 1×1 across the channels.
/// </summary>
/// <remarks>
/// Extents are those of <see cref="Conv2DAttribute"/>. Bias and activation follow the second step; nothing stands between the two.
/// Initializer and penalties are those of both kernels. Weights: <c>depthwise_kernel [kh, kw, c, multiplier]</c>,
/// <c>pointwise_kernel [1, 1, c · multiplier, filters]</c> and <c>bias [filters]</c>, as Keras stores them.
/// </remarks>
public sealed class SeparableConv2DAttribute : WeightedLayerAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    public SeparableConv2DAttribute(int filters, int kernelSize) : this(filters, kernelSize, kernelSize) { }

    /// <summary>A kernel of <paramref name="height"/> rows and <paramref name="width"/> columns.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="height">Rows of the kernel.</param>
    /// <param name="width">Columns of the kernel.</param>
    public SeparableConv2DAttribute(int filters, int height, int width) => (Filters, KernelHeight, KernelWidth) = (filters, height, width);

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Kernels for each channel in the first step. Default: 1.</summary>
    public int DepthMultiplier { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.Strides"/>
    public int Strides { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.StrideHeight"/>
    public int StrideHeight { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.StrideWidth"/>
    public int StrideWidth { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.Dilation"/>
    public int Dilation { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.DilationHeight"/>
    public int DilationHeight { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.DilationWidth"/>
    public int DilationWidth { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.Padding"/>
    public Padding Padding { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.Pad"/>
    public int Pad { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.PadTop"/>
    public int PadTop { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.PadBottom"/>
    public int PadBottom { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.PadLeft"/>
    public int PadLeft { get; set; }

    /// <inheritdoc cref="Conv2DAttribute.PadRight"/>
    public int PadRight { get; set; }
}
