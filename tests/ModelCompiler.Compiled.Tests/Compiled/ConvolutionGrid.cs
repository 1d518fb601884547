using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Convolutions of every kind whose input and output leave the caches of real machines (more than 1 MiB for a sample, so that kernel gradients are summed row by row in memory): size × channels ×
/// groups or depth multiplier × kernel × padding × stride × dilation, as far as the reference can compute them in a second.
/// </summary>
internal static class ConvolutionGrid
{
    private const long LeastBytes = 1 << 20, MostMultiplyAdds = 12_000_000;

    private enum Kind { Plain, Groups, Depthwise, DepthwiseTwice }

    /// <summary>All of them, in an order in which neighbours differ in all.</summary>
    public static IReadOnlyList<ModelSource> All { get; } = [.. Every().Index().OrderBy(c => c.Index * 389 % 1009).Select((c, i) => Network($"Grid{i}", c.Item))];

    private static IEnumerable<(int Size, int Channels, Kind Kind, WindowSource Window)> Every() =>
        from size in (int[])[20, 57, 112]
        from channels in (int[])[1, 3, 16, 64, 128]
        from kind in Enum.GetValues<Kind>()
        where channels > (kind == Kind.Groups ? 3 : kind == Kind.Plain ? 0 : 1)
        from window in Windows()
        where IsLarge(size, channels, kind, window)
        select (size, channels, kind, window);

    private static IEnumerable<WindowSource> Windows() =>
        from taps in ((int Height, int Width)[])[(3, 3), (5, 5), (1, 7)]
        from pad in (int[])[-1, 0, 2]
        from steps in ((int Stride, int Dilation)[])[(1, 1), (2, 1), (1, 2)]
        select new WindowSource(taps.Height, taps.Width)
        {
            Padding = pad < 0 ? ReferencePadding.Same : pad == 0 ? ReferencePadding.Valid : ReferencePadding.Explicit,
            Pad = Math.Max(pad, 0),
            StrideHeight = steps.Stride,
            StrideWidth = steps.Stride,
            DilationHeight = steps.Dilation,
            DilationWidth = steps.Dilation,
        };

    private static int Filters(int channels, Kind kind) => kind switch { Kind.Plain => channels < 16 ? 32 : 8, Kind.DepthwiseTwice => 2 * channels, _ => channels };

    private static bool IsLarge(int size, int channels, Kind kind, WindowSource window)
    {
        long cells = (long)(size / window.StrideHeight) * (size / window.StrideWidth), filters = Filters(channels, kind);
        long products = cells * filters * window.Height * window.Width * (kind == Kind.Plain ? channels : kind == Kind.Groups ? 4 : 1);
        return sizeof(float) * (((long)size * size * channels) + (cells * filters)) > LeastBytes && products <= MostMultiplyAdds;
    }

    /// <summary>No kinks: among so many values some would be too near to one.</summary>
    private static ModelSource Network(string name, (int Size, int Channels, Kind Kind, WindowSource Window) of)
    {
        LayerSource layer = of.Kind switch
        {
            Kind.Depthwise => new DepthwiseConv2DSource(of.Window),
            Kind.DepthwiseTwice => new DepthwiseConv2DSource(of.Window) { Multiplier = 2 },
            Kind.Groups => new Conv2DSource(of.Channels, of.Window) { Groups = of.Channels / 4 },
            _ => new Conv2DSource(Filters(of.Channels, of.Kind), of.Window),
        };
        return new(name, [of.Size, of.Size, of.Channels], [layer, new ActivationLayerSource(ActivationSource.Tanh), new GlobalAveragePoolingSource(), new DenseSource(4)],
            new(LossKindSource.MeanSquaredError));
    }
}
