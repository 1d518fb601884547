namespace ModelCompiler;

/// <summary>Takes the mean of each window of a sequence, channel by channel.</summary>
/// <remarks>Extents as in <see cref="Conv1DAttribute"/>. Only steps inside the sequence count.</remarks>
/// <param name="size">Steps of the window. Default: 2.</param>
public sealed class AveragePooling1DAttribute(int size = 2) : LayerAttribute
{
    /// <summary>Steps of the window.</summary>
    public int Size { get; } = size;

    /// <summary>The step from window to window. Default: the window's size.</summary>
    public int Strides { get; set; }

    /// <summary>How the window meets the ends. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Steps added at both ends; less than the window. Excludes <see cref="Padding"/>.</summary>
    public int Pad { get; set; }
}
