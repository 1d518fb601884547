using ModelCompiler.Reference;

namespace ModelCompiler.Testing.Networks;

/// <summary>A window over height and width, as an attribute declares it.</summary>
public sealed record WindowSource(int Height, int Width)
{
    /// <summary>Rows between windows; 0 is the layer's default.</summary>
    public int StrideHeight { get; init; }

    /// <summary>Columns between windows; 0 is the layer's default.</summary>
    public int StrideWidth { get; init; }

    /// <summary>Rows between cells of the window.</summary>
    public int DilationHeight { get; init; } = 1;

    /// <summary>Columns between cells of the window.</summary>
    public int DilationWidth { get; init; } = 1;

    /// <summary>Treatment of the border.</summary>
    public ReferencePadding Padding { get; init; } = ReferencePadding.Valid;

    /// <summary>Cells on each side with explicit padding.</summary>
    public int Pad { get; init; }

    /// <summary>Cells below and on the right with explicit padding, where they differ from <see cref="Pad"/>.</summary>
    public (int Bottom, int Right)? PadAfter { get; init; }

    /// <summary>Whether a last window may run over the end; of pooling layers.</summary>
    public bool RoundsUp { get; init; }

    /// <summary>The axes with the layer's default strides filled in.</summary>
    public (ReferenceWindow Vertical, ReferenceWindow Horizontal) Axes(int defaultStrideHeight, int defaultStrideWidth) => (
        new(Height, StrideHeight > 0 ? StrideHeight : defaultStrideHeight, DilationHeight, Padding, Pad) { PadAfter = PadAfter?.Bottom, RoundsUp = RoundsUp },
        new(Width, StrideWidth > 0 ? StrideWidth : defaultStrideWidth, DilationWidth, Padding, Pad) { PadAfter = PadAfter?.Right, RoundsUp = RoundsUp });

    /// <summary>Writes the sizes.</summary>
    public void WriteSizes(AttributeArguments arguments)
    {
        arguments.Add(Height);
        if (Width != Height) arguments.Add(Width);
    }

    /// <summary>Writes what differs from the defaults.</summary>
    public void WriteOptions(AttributeArguments arguments)
    {
        WritePair(arguments, 0, "Strides", "Stride", StrideHeight, StrideWidth);
        WritePair(arguments, 1, "Dilation", "Dilation", DilationHeight, DilationWidth);
        if (Padding == ReferencePadding.Same) arguments.Named("Padding", "Padding.Same");
        if (RoundsUp) arguments.Named("CeilMode", "true");
        if (Padding != ReferencePadding.Explicit) return;
        arguments.Named("Pad", $"{Pad}");
        if (PadAfter is not var (bottom, right)) return;
        arguments.Named("PadBottom", $"{bottom}");
        arguments.Named("PadRight", $"{right}");
    }

    private static void WritePair(AttributeArguments arguments, int ordinary, string both, string prefix, int height, int width)
    {
        if (height == width)
        {
            arguments.Unless(ordinary, both, height);
            return;
        }
        arguments.Unless(ordinary, prefix + "Height", height);
        arguments.Unless(ordinary, prefix + "Width", width);
    }
}
