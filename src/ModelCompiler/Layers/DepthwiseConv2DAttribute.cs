namespace ModelCompiler;

/// <summary>Convolves each channel of an <c>h × w × c</c> map with <see cref="DepthMultiplier"/> kernels of its own: output channel
/// <c>channel · multiplier + m</c> is the channel by its kernel <c>m</c>.</summary>
/// <remarks>Extents as in <see cref="Conv2DAttribute"/>. Weights: <c>kernel [kh, kw, c, multiplier]</c> and
/// <c>bias [c · multiplier]</c>.</remarks>
public sealed class DepthwiseConv2DAttribute : WeightedLayerAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    public DepthwiseConv2DAttribute(int kernelSize) : this(kernelSize, kernelSize) { }

    /// <summary>A kernel of <paramref name="height"/> rows and <paramref name="width"/> columns.</summary>
    /// <param name="height">Rows of the kernel.</param>
    /// <param name="width">Columns of the kernel.</param>
    public DepthwiseConv2DAttribute(int height, int width) => (KernelHeight, KernelWidth) = (height, width);

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Kernels for each channel. Default: 1.</summary>
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

    /// <summary>Rows above, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadTop { get; set; }

    /// <summary>Rows below, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadBottom { get; set; }

    /// <summary>Columns on the left, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Columns on the right, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadRight { get; set; }
}
