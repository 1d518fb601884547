namespace ModelCompiler;

/// <summary>
/// Convolves a sequence of <c>length × c</c> with <c>filters</c> kernels; the output is a sequence of that many channels.
/// </summary>
/// <remarks>
/// With kernel <c>k</c>, stride <c>s</c>, dilation <c>d</c> and reach <c>r = d · (k - 1) + 1</c>, <c>n</c> steps become
/// <c>ceil((n - r + 1) / s)</c> steps (valid), <c>ceil(n / s)</c> (same), or <c>floor((n - r + 2 · pad) / s) + 1</c> (explicit).
/// Weights: <c>kernel [k, c / groups, filters]</c> and <c>bias [filters]</c>.
/// </remarks>
/// <param name="filters">Output channels.</param>
/// <param name="kernelSize">Steps of the kernel.</param>
public sealed class Conv1DAttribute(int filters, int kernelSize) : WeightedLayerAttribute
{
    /// <summary>Output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>Steps of the kernel.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>The step from one output's window to the next. Default: 1.</summary>
    public int Strides { get; set; } = 1;

    /// <summary>The distance between the steps that neighbouring kernel cells read. Default: 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <inheritdoc cref="Conv2DAttribute.Groups"/>
    public int Groups { get; set; } = 1;

    /// <summary>How the window meets the ends. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Steps of zeros added at both ends. Excludes <see cref="Padding"/>.</summary>
    public int Pad { get; set; }

    /// <summary>Steps before the first, where they differ from <see cref="Pad"/>. A kernel that sees no later step (Keras' causal padding)
    /// has <c>PadLeft = d · (k - 1)</c> and <c>PadRight = 0</c>. Excludes <see cref="Padding"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Steps after the last, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadRight { get; set; }
}
