namespace ModelCompiler;

/// <summary>Cuts the border of a map off: <c>h × w × c</c> becomes <c>(h - top - bottom) × (w - left - right) × c</c>.</summary>
public sealed class Cropping2DAttribute : LayerAttribute
{
    /// <summary>The same width on each side.</summary>
    /// <param name="cropping">Cells cut off each of the four sides.</param>
    public Cropping2DAttribute(int cropping) : this(cropping, cropping, cropping, cropping) { }

    /// <summary>The same width on opposite sides.</summary>
    /// <param name="vertical">Rows cut off above and below.</param>
    /// <param name="horizontal">Columns cut off on the left and on the right.</param>
    public Cropping2DAttribute(int vertical, int horizontal) : this(vertical, vertical, horizontal, horizontal) { }

    /// <summary>Each side its own width.</summary>
    /// <param name="top">Rows cut off above.</param>
    /// <param name="bottom">Rows cut off below.</param>
    /// <param name="left">Columns cut off on the left.</param>
    /// <param name="right">Columns cut off on the right.</param>
    public Cropping2DAttribute(int top, int bottom, int left, int right) => (Top, Bottom, Left, Right) = (top, bottom, left, right);

    /// <summary>Rows cut off above.</summary>
    public int Top { get; }

    /// <summary>Rows cut off below.</summary>
    public int Bottom { get; }

    /// <summary>Columns cut off on the left.</summary>
    public int Left { get; }

    /// <summary>Columns cut off on the right.</summary>
    public int Right { get; }
}
