namespace ModelCompiler.Reference;

/// <summary>How a window treats the border.</summary>
public enum ReferencePadding
{
    /// <summary>Only whole windows.</summary>
    Valid,

    /// <summary>TensorFlow's rule: as many cells as strides begin in the input, the odd cell of padding at the end.</summary>
    Same,

    /// <summary>So many cells as are said.</summary>
    Explicit,
}

/// <summary>A window along one axis: output cell y reads input cells y · stride + k · dilation - before.</summary>
public sealed record ReferenceWindow(int Size, int Stride = 1, int Dilation = 1, ReferencePadding Padding = ReferencePadding.Valid, int Pad = 0)
{
    /// <summary>Cells after the last where they differ from those before the first.</summary>
    public int? PadAfter { get; init; }

    /// <summary>Whether a last window that begins in the input, or before it, may run over its end.</summary>
    public bool RoundsUp { get; init; }

    /// <summary>Padding in all.</summary>
    public int Pads => Padding == ReferencePadding.Explicit ? Pad + (PadAfter ?? Pad) : 0;

    private int Span => (Size - 1) * Dilation + 1;

    /// <summary>Cells at the output for <paramref name="extent"/> cells at the input.</summary>
    public int Output(int extent)
    {
        if (Padding == ReferencePadding.Same) return CeilingOfRatio(extent, Stride);
        int first = -Before(extent), end = first + extent + Pads, count = 0;
        for (int start = first; start + Span <= end; start += Stride) count++;
        // The next window runs over the end; it counts if there are cells that none before it has reached, and it begins before the padding at the end.
        int next = first + (count * Stride);
        return RoundsUp && next - Stride + Span < end && next < extent ? count + 1 : count;
    }

    /// <summary>Cells of padding before the first input cell.</summary>
    public int Before(int extent) => Padding switch
    {
        ReferencePadding.Valid => 0,
        ReferencePadding.Same => Math.Max((CeilingOfRatio(extent, Stride) - 1) * Stride + Span - extent, 0) / 2,
        _ => Pad,
    };

    /// <summary>Input cell that element <paramref name="k"/> of the window of output cell <paramref name="y"/> reads; it may lie outside.</summary>
    public int Cell(int y, int k, int extent) => y * Stride + k * Dilation - Before(extent);

    /// <summary>False: the window is larger than the padded input.</summary>
    public bool Fits(int extent) => Padding switch
    {
        ReferencePadding.Same => extent > 0,
        _ => extent + Pads >= Span,
    };

    private static int CeilingOfRatio(int a, int b) => (a + b - 1) / b;
}
