using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// Output extents and padding along one axis. n: the input's extent, k: the dilated kernel's, s: the stride, p: the padding on both sides
/// together.
/// </summary>
internal static class WindowArithmetic
{
    /// <summary>Cells from a kernel's first to its last tap.</summary>
    public static long Span(Window window) => (((long)window.Size - 1) * window.Dilation) + 1;

    public static bool Fits(Window window, long extent) => window.Padding == PaddingMode.Same || Span(window) <= Padded(window, extent);

    /// <summary>Cells that the kernel may lie on.</summary>
    public static long Padded(Window window, long extent) =>
        window.Padding == PaddingMode.Explicit ? extent + (long)window.Pad + window.PadAfter : extent;

    /// <summary>
    /// Valid: ceil((n - k + 1) / s), which is floor((n - k) / s) + 1. Same: ceil(n / s). Explicit: floor((n - k + p) / s) + 1.
    /// </summary>
    public static long Output(Window window, long extent)
    {
        if (window.Padding == PaddingMode.Same) return CeilingDivide(extent, window.Stride);
        long steps = Padded(window, extent) - Span(window);
        if (!window.RoundsUp) return (steps / window.Stride) + 1;
        long rounded = CeilingDivide(steps, window.Stride) + 1, begin = window.Padding == PaddingMode.Explicit ? window.Pad : 0;
        // A window that would begin in the padding after the last cell is none.
        return (rounded - 1) * window.Stride >= extent + begin ? rounded - 1 : rounded;
    }

    /// <summary>
    /// "Same" pads as much as the last window needs; an odd cell goes to the end, as in TensorFlow. What rounding up adds is part of the
    /// end.
    /// </summary>
    public static (int Before, int After) Padding(Window window, long extent)
    {
        long needed = Math.Max(((Output(window, extent) - 1) * window.Stride) + Span(window) - extent, 0);
        if (window.Padding == PaddingMode.Same) return ((int)(needed / 2), (int)(needed - (needed / 2)));
        (int before, int after) = window.Padding == PaddingMode.Explicit ? (window.Pad, window.PadAfter) : (0, 0);
        return (before, window.RoundsUp ? (int)Math.Max(after, needed - before) : after);
    }

    /// <summary>
    /// Input cells after the last one that a window reaches; padding is not counted, nor gaps that a stride wider than the kernel leaves
    /// anyway.
    /// </summary>
    public static long Dropped(Window window, long extent)
    {
        if (window.Padding == PaddingMode.Same || window.RoundsUp) return 0;
        long unread = (Padded(window, extent) - Span(window)) % window.Stride;
        long cells = unread - window.PadAfter;
        return cells > Math.Max(0, window.Stride - Span(window)) ? cells : 0;
    }

    private static long CeilingDivide(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
