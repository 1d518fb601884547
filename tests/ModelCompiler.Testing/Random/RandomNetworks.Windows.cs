using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <content>Windows that fit, and what they cost.</content>
public sealed partial class RandomNetworks
{
    private ReferenceWindow Window1D(int size, bool dilate)
    {
        var window = new ReferenceWindow(
            size, random.Of(1, 1, 2, 3), dilate && random.OneIn(4) ? 2 : 1, random.Of(ReferencePadding.Valid, ReferencePadding.Same, ReferencePadding.Explicit));
        // Padding of a whole window would leave windows without any cell.
        if (window.Padding == ReferencePadding.Explicit) window = window with { Pad = random.Between(0, size - 1) };
        if (window.Padding == ReferencePadding.Explicit && random.OneIn(3)) window = window with { PadAfter = random.Between(0, size - 1) };
        return window.Fits(shape[0]) ? window : window with { Padding = ReferencePadding.Same, Pad = 0, PadAfter = null };
    }

    private WindowSource Window(int size, bool dilate, int maxPad)
    {
        bool square = !random.OneIn(3);
        int stride = random.Of(0, 0, 1, 2, 3), dilation = dilate && random.OneIn(4) ? random.Between(2, 3) : 1;
        var window = new WindowSource(size, square ? size : random.Between(1, 4))
        {
            StrideHeight = stride,
            StrideWidth = stride > 0 && random.OneIn(4) ? random.Between(1, 3) : stride,
            DilationHeight = dilation,
            DilationWidth = dilation > 1 && random.OneIn(2) ? 1 : dilation,
            Padding = random.Of(ReferencePadding.Valid, ReferencePadding.Valid, ReferencePadding.Same, ReferencePadding.Explicit),
        };
        if (window.Padding == ReferencePadding.Explicit) window = window with { Pad = random.Between(0, maxPad) };
        if (window.Padding == ReferencePadding.Explicit && random.OneIn(4)) window = window with { PadAfter = (random.Between(0, maxPad), random.Between(0, maxPad)) };
        var (vertical, horizontal) = window.Axes(1, 1);
        return vertical.Fits(shape[0]) && horizontal.Fits(shape[1]) ? window : window with { Padding = ReferencePadding.Same, Pad = 0, PadAfter = null };
    }

    private long Work(int filters, WindowSource window)
    {
        var (vertical, horizontal) = window.Axes(1, 1);
        return (long)vertical.Output(shape[0]) * horizontal.Output(shape[1]) * window.Height * window.Width * shape[2] * filters;
    }

    /// <summary>A divisor of both, more than one where there is one.</summary>
    private int Groups(int channels, int filters)
    {
        int[] divisors = [.. Enumerable.Range(2, 39).Where(g => channels % g == 0 && filters % g == 0)];
        return divisors.Length == 0 ? 1 : random.Of(divisors);
    }
}
