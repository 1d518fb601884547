using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Sizes, strides, dilation and padding of layers that slide over length, or height and width.</summary>
internal static class WindowArguments
{
    private static readonly string[] Axes = ["Height", "Width"];
    private static readonly string[] Pads = ["Pad", "PadTop", "PadBottom", "PadLeft", "PadRight"];

    /// <param name="rank">Spatial axes: 1 for sequences, which have one size and stride, or 2.</param>
    public static EquatableArray<Window> OfConvolution(LayerArguments arguments, int rank)
    {
        bool square = rank == 1 || arguments.Has("kernelSize");
        int height = arguments.Size(square ? "kernelSize" : "height");
        int width = square ? height : arguments.Size("width");
        return Windows(arguments, Sizes(height, width, rank), defaultStrides: [1, 1]);
    }

    /// <summary>A convolution of 1×1.</summary>
    public static EquatableArray<Window> OfOneCell { get; } = [new Window(1, 1, 1, PaddingMode.Valid, 0),
        new Window(1, 1, 1, PaddingMode.Valid, 0)];

    /// <summary>Filters look at each place.</summary>
    public static EquatableArray<Window> OfFilter(LayerArguments arguments, int height, int width) =>
        Windows(arguments, [height, width], defaultStrides: [1, 1]);

    /// <summary>Pooling windows touch but do not overlap unless strides are written.</summary>
    public static EquatableArray<Window> OfPooling(LayerArguments arguments, int rank)
    {
        int height = arguments.Size(2, "size", "height"), width = arguments.Has("width") ? arguments.Size("width") : height;
        int[] sizes = Sizes(height, width, rank);
        return Windows(arguments, sizes, sizes);
    }

    private static int[] Sizes(int height, int width, int rank) => rank == 1 ? [height] : [height, width];

    private static EquatableArray<Window> Windows(LayerArguments arguments, int[] sizes, int[] defaultStrides)
    {
        var (padding, pad) = Padding(arguments);
        return sizes.Select((size, axis) => new Window(
            size,
            arguments.Size(defaultStrides[axis], "Stride" + Axes[axis], "Strides"),
            arguments.Size(1, "Dilation" + Axes[axis], "Dilation"),
            padding,
            arguments.NotNegative(Sides(sizes.Length, axis).Before, pad),
            arguments.NotNegative(Sides(sizes.Length, axis).After, pad))
        { RoundsUp = arguments.Flag("CeilMode", false) }).ToEquatableArray();
    }

    /// <summary>Settings of padding on one side; a sequence goes from left to right.</summary>
    private static (string Before, string After) Sides(int rank, int axis) =>
        rank - axis == 2 ? ("PadTop", "PadBottom") : ("PadLeft", "PadRight");

    private static (PaddingMode Mode, int Pad) Padding(LayerArguments arguments)
    {
        int pad = arguments.NotNegative("Pad");
        var choice = arguments.Choice("Padding", PaddingChoice.Valid);
        if (Pads.FirstOrDefault(arguments.Has) is not { } written)
            return (choice == PaddingChoice.Same ? PaddingMode.Same : PaddingMode.Valid, 0);
        if (arguments.Has("Padding"))
        {
            arguments.ForgetShape();
            arguments.Report(DeclarationFaults.PaddingTwice(
                arguments.Layer, choice.ToString(), written, arguments.NotNegative(written), arguments.Site(written)));
        }

        return (PaddingMode.Explicit, pad);
    }

    private enum PaddingChoice { Valid, Same }
}
