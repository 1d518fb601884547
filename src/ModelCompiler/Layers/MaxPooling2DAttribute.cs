namespace ModelCompiler;

/// <summary>Takes the largest number of each window of a map, channel by channel.</summary>
/// <remarks>
/// With window <c>k</c> and stride <c>s</c>, an axis of <c>n</c> cells becomes <c>ceil((n - k + 1) / s)</c> cells (valid), <c>ceil(n /
/// s)</c> (same),
/// or <c>floor((n - k + 2 · pad) / s) + 1</c> (explicit). Cells outside the map never win.
/// </remarks>
public sealed class MaxPooling2DAttribute : LayerAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="size">Rows and columns of the window. Default: 2.</param>
    public MaxPooling2DAttribute(int size = 2) : this(size, size) { }

    /// <summary>A window of <paramref name="height"/> rows and <paramref name="width"/> columns.</summary>
    /// <param name="height">Rows of the window.</param>
    /// <param name="width">Columns of the window.</param>
    public MaxPooling2DAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows of the window.</summary>
    public int Height { get; }

    /// <summary>Columns of the window.</summary>
    public int Width { get; }

    /// <summary>The step from window to window, along both axes. Default: the window's size.</summary>
    public int Strides { get; set; }

    /// <summary>The step from row to row where it differs from <see cref="Strides"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The step from column to column where it differs from <see cref="Strides"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>How the window meets the border. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Cells added on each of the four sides; less than the window. Excludes <see cref="Padding"/>.</summary>
    public int Pad { get; set; }

    /// <summary>Rows above, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadTop { get; set; }

    /// <summary>Rows below, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadBottom { get; set; }

    /// <summary>Columns on the left, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Columns on the right, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadRight { get; set; }

    /// <summary>Whether a last window that runs over the end counts, as with PyTorch's <c>ceil_mode</c>: <c>ceil</c> in place of
    /// <c>floor</c>, as long as the window begins within the input or the padding before it. Default: false.</summary>
    public bool CeilMode { get; set; }
}
