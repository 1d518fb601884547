namespace ModelCompiler;

/// <summary>A convolution turned round: each cell spreads a kernel, and strides enlarge the map. What a convolution with the same settings
/// makes small, this makes large again.</summary>
/// <remarks>
/// With kernel <c>k</c>, dilation <c>d</c>, reach <c>r = d · (k - 1) + 1</c> and stride <c>s</c>, an axis of <c>n</c> cells becomes
/// <c>n · s</c> cells (same), <c>n · s + max(r - s, 0)</c> (valid), or <c>(n - 1) · s + r - 2 · pad</c> (explicit). Weights:
/// <c>kernel [kh, kw, filters, c]</c> and <c>bias [filters]</c>, as Keras stores them.
/// </remarks>
public sealed class Conv2DTransposeAttribute : WeightedLayerAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    public Conv2DTransposeAttribute(int filters, int kernelSize) : this(filters, kernelSize, kernelSize) { }

    /// <summary>A kernel of <paramref name="height"/> rows and <paramref name="width"/> columns.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="height">Rows of the kernel.</param>
    /// <param name="width">Columns of the kernel.</param>
    public Conv2DTransposeAttribute(int filters, int height, int width) => (Filters, KernelHeight, KernelWidth) = (filters, height, width);

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Output cells from one input cell's kernel to the next's, along both axes. Default: 1.</summary>
    public int Strides { get; set; } = 1;

    /// <summary>The step from row to row where it differs from <see cref="Strides"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The step from column to column where it differs from <see cref="Strides"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>The distance between the output cells that neighbouring kernel cells reach. Default: 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The distance between rows where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The distance between columns where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>What is kept of the border that kernels reach over. Default: <see cref="Padding.Valid"/>, all of it.</summary>
    public Padding Padding { get; set; }

    /// <summary>
    /// Cells cut off each of the four sides of what kernels reach over, as with PyTorch's <c>padding</c>. Excludes <see cref="Padding"/>.
    /// </summary>
    public int Pad { get; set; }

    /// <summary>Rows cut off above, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadTop { get; set; }

    /// <summary>Rows cut off below, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadBottom { get; set; }

    /// <summary>Columns cut off on the left, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Columns cut off on the right, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadRight { get; set; }

    /// <summary>Rows and columns more at the end of the output, less than the stride: of the sizes that a strided convolution makes equally
    /// small, which one comes back. The output then has <c>(n - 1) · s + r - 2 · pad + OutputPadding</c> cells, where <c>pad</c> is 0
    /// (valid) or <c>k / 2</c> rounded down (same). Default: none, the sizes above.</summary>
    public int OutputPadding { get; set; }
}
