namespace ModelCompiler;

/// <summary>Surrounds a map with zeros: <c>h × w × c</c> becomes <c>(top + h + bottom) × (left + w + right) × c</c>.</summary>
public sealed class ZeroPadding2DAttribute : LayerAttribute
{
    /// <summary>The same padding on each side.</summary>
    /// <param name="padding">Cells on each of the four sides.</param>
    public ZeroPadding2DAttribute(int padding) : this(padding, padding, padding, padding) { }

    /// <summary>The same padding on opposite sides.</summary>
    /// <param name="vertical">Rows above and below.</param>
    /// <param name="horizontal">Columns on the left and on the right.</param>
    public ZeroPadding2DAttribute(int vertical, int horizontal) : this(vertical, vertical, horizontal, horizontal) { }

    /// <summary>Each side its own padding.</summary>
    /// <param name="top">Rows above.</param>
    /// <param name="bottom">Rows below.</param>
    /// <param name="left">Columns on the left.</param>
    /// <param name="right">Columns on the right.</param>
    public ZeroPadding2DAttribute(int top, int bottom, int left, int right) => (Top, Bottom, Left, Right) = (top, bottom, left, right);

    /// <summary>Rows above.</summary>
    public int Top { get; }

    /// <summary>Rows below.</summary>
    public int Bottom { get; }

    /// <summary>Columns on the left.</summary>
    public int Left { get; }

    /// <summary>Columns on the right.</summary>
    public int Right { get; }
}
