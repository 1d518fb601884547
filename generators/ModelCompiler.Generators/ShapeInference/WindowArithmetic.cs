using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>Output extents and padding along one axis. n: the input's extent, k: the dilated kernel's, s: the stride, p: the padding on each side.</summary>
internal static class WindowArithmetic
{
    /// <summary>Cells from a kernel's first to its last tap.</summary>
    public static long Span(Window window) => (((long)window.Size - 1) * window.Dilation) + 1;

    public static bool Fits(Window window, long extent) => window.Padding == PaddingMode.Same || Span(window) <= Padded(window, extent);

    /// <summary>Cells that the kernel may lie on.</summary>
    public static long Padded(Window window, long extent) => window.Padding == PaddingMode.Explicit ? extent + (2L * window.Pad) : extent;

    /// <summary>Valid: ceil((n - k + 1) / s). Same: ceil(n / s). Explicit: floor((n - k + 2p) / s) + 1.</summary>
    public static long Output(Window window, long extent) => window.Padding switch
    {
        PaddingMode.Same => CeilingDivide(extent, window.Stride),
        PaddingMode.Valid => CeilingDivide(extent - Span(window) + 1, window.Stride),
        _ => ((extent - Span(window) + (2L * window.Pad)) / window.Stride) + 1,
    };

    /// <summary>"Same" pads as much as the last window needs; an odd cell goes to the end, as in TensorFlow.</summary>
    public static (int Before, int After) Padding(Window window, long extent)
    {
        if (window.Padding == PaddingMode.Valid) return (0, 0);
        if (window.Padding == PaddingMode.Explicit) return (window.Pad, window.Pad);
        long total = Math.Max(((Output(window, extent) - 1) * window.Stride) + Span(window) - extent, 0);
        return ((int)(total / 2), (int)(total - (total / 2)));
    }

    /// <summary>Input cells after the last one that a window reaches; padding is not counted, nor gaps that a stride wider than the kernel leaves anyway.</summary>
    public static long Dropped(Window window, long extent)
    {
        if (window.Padding == PaddingMode.Same) return 0;
        long unread = (Padded(window, extent) - Span(window)) % window.Stride;
        long cells = unread - window.Pad;
        return cells > Math.Max(0, window.Stride - Span(window)) ? cells : 0;
    }

    private static long CeilingDivide(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
