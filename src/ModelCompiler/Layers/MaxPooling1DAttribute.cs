namespace ModelCompiler;

/// <summary>Takes the largest number of each window of a sequence, channel by channel.</summary>
/// <remarks>Extents as in <see cref="Conv1DAttribute"/>. Steps outside the sequence never win.</remarks>
/// <param name="size">Steps of the window. Default: 2.</param>
public sealed class MaxPooling1DAttribute(int size = 2) : LayerAttribute
{
    /// <summary>Steps of the window.</summary>
    public int Size { get; } = size;

    /// <summary>The step from window to window. Default: the window's size.</summary>
    public int Strides { get; set; }

    /// <summary>How the window meets the ends. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Steps added at both ends; less than the window. Excludes <see cref="Padding"/>.</summary>
    public int Pad { get; set; }

    /// <summary>Steps before the first, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Steps after the last, where they differ from <see cref="Pad"/>. Excludes <see cref="Padding"/>.</summary>
    public int PadRight { get; set; }

    /// <summary>Whether a last window that runs over the end counts, as with PyTorch's <c>ceil_mode</c>: <c>ceil</c> in place of
    /// <c>floor</c>, as long as the window begins within the input or the padding before it. Default: false.</summary>
    public bool CeilMode { get; set; }
}
