namespace ModelCompiler.Reference;

/// <summary>How a window treats the border.</summary>
public enum ReferencePadding
{
    /// <summary>Only whole windows.</summary>
    Valid,

    /// <summary>TensorFlow's rule: as many cells as strides begin in the input, the odd cell of padding at the end.</summary>
    Same,

    /// <summary>The same number of cells on both sides.</summary>
    Explicit,
}

/// <summary>A window along one axis: output cell y reads input cells y · stride + k · dilation - before.</summary>
public sealed record ReferenceWindow(int Size, int Stride = 1, int Dilation = 1, ReferencePadding Padding = ReferencePadding.Valid, int Pad = 0)
{
    private int Span => (Size - 1) * Dilation + 1;

    /// <summary>Cells at the output for <paramref name="extent"/> cells at the input.</summary>
    public int Output(int extent) => Padding switch
    {
        ReferencePadding.Valid => CeilingOfRatio(extent - Span + 1, Stride),
        ReferencePadding.Same => CeilingOfRatio(extent, Stride),
        _ => (extent - Span + 2 * Pad) / Stride + 1,
    };

    /// <summary>Cells of padding before the first input cell.</summary>
    public int Before(int extent) => Padding switch
    {
        ReferencePadding.Valid => 0,
        ReferencePadding.Same => Math.Max((Output(extent) - 1) * Stride + Span - extent, 0) / 2,
        _ => Pad,
    };

    /// <summary>Input cell that element <paramref name="k"/> of the window of output cell <paramref name="y"/> reads; it may lie outside.</summary>
    public int Cell(int y, int k, int extent) => y * Stride + k * Dilation - Before(extent);

    /// <summary>False: the window is larger than the padded input.</summary>
    public bool Fits(int extent) => Padding switch
    {
        ReferencePadding.Same => extent > 0,
        _ => extent + 2 * (Padding == ReferencePadding.Explicit ? Pad : 0) >= Span,
    };

    private static int CeilingOfRatio(int a, int b) => (a + b - 1) / b;
}
