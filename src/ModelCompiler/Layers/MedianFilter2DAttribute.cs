namespace ModelCompiler;

/// <summary>The middle of the numbers of each window, channel by channel: removes single wrong cells and keeps edges.</summary>
/// <remarks>A gradient goes to the cell that was chosen.</remarks>
/// <param name="size">Rows and columns of the window, odd. Default: 3.</param>
public sealed class MedianFilter2DAttribute(int size = 3) : LayerAttribute
{
    /// <summary>Rows and columns of the window.</summary>
    public int Size { get; } = size;

    /// <summary>How the window meets the border; cells outside the map are 0. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }
}
