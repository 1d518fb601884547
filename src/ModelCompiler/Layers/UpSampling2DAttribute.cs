namespace ModelCompiler;

/// <summary>Enlarges a map: each cell becomes <see cref="Height"/> rows and <see cref="Width"/> columns.</summary>
public sealed class UpSampling2DAttribute : LayerAttribute
{
    /// <summary>The same factor along both axes.</summary>
    /// <param name="size">Rows and columns that a cell becomes. Default: 2.</param>
    public UpSampling2DAttribute(int size = 2) : this(size, size) { }

    /// <summary>Each axis its own factor.</summary>
    /// <param name="height">Rows that a cell becomes.</param>
    /// <param name="width">Columns that a cell becomes.</param>
    public UpSampling2DAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows that a cell becomes.</summary>
    public int Height { get; }

    /// <summary>Columns that a cell becomes.</summary>
    public int Width { get; }

    /// <summary>What stands between the cells. Default: <see cref="Interpolation.Nearest"/>.</summary>
    public Interpolation Interpolation { get; set; }
}
