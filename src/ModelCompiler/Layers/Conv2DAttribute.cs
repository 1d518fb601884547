namespace ModelCompiler;

/// <summary>Convolves an <c>h × w × c</c> map with <c>filters</c> kernels; the output is a map of that many channels.</summary>
/// <remarks>
/// With kernel <c>k</c>, stride <c>s</c>, dilation <c>d</c> and reach <c>r = d · (k - 1) + 1</c>, an axis of <c>n</c> cells becomes
/// <c>ceil((n - r + 1) / s)</c> cells (valid), <c>ceil(n / s)</c> (same), or <c>floor((n - r + 2 · pad) / s) + 1</c> (explicit).
/// Weights: <c>kernel [kh, kw, c / groups, filters]</c> and <c>bias [filters]</c>.
/// </remarks>
public sealed class Conv2DAttribute : WeightedLayerAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    public Conv2DAttribute(int filters, int kernelSize) : this(filters, kernelSize, kernelSize) { }

    /// <summary>A kernel of <paramref name="height"/> rows and <paramref name="width"/> columns.</summary>
    /// <param name="filters">Output channels.</param>
    /// <param name="height">Rows of the kernel.</param>
    /// <param name="width">Columns of the kernel.</param>
    public Conv2DAttribute(int filters, int height, int width) => (Filters, KernelHeight, KernelWidth) = (filters, height, width);

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>The step from one output cell's window to the next, along both axes. Default: 1.</summary>
    public int Strides { get; set; } = 1;

    /// <summary>The step from row to row where it differs from <see cref="Strides"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The step from column to column where it differs from <see cref="Strides"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>The distance between the input cells that neighbouring kernel cells read. Default: 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The distance between rows where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The distance between columns where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>Parts into which channels and filters are divided: each part of the filters sees its own part of the channels only. Divides
    /// both. Default: 1.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>How the window meets the border. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Cells of zeros added on each of the four sides. Excludes <see cref="Padding"/>.</summary>
    public int Pad { get; set; }

    /// <summary>Rows above, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadTop { get; set; }

    /// <summary>Rows below, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadBottom { get; set; }

    /// <summary>Columns on the left, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Columns on the right, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadRight { get; set; }

    /// <summary>How it is computed. Default: as the model says (<see cref="ModelAttribute.Algorithm"/>).</summary>
    public Convolution Algorithm { get; set; }
}
