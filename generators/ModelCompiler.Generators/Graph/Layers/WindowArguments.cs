using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Sizes, strides, dilation and padding of layers that slide over height and width.</summary>
internal static class WindowArguments
{
    public static EquatableArray<Window> OfConvolution(LayerArguments arguments)
    {
        int height = arguments.Has("kernelSize") ? arguments.Size("kernelSize") : arguments.Size("height");
        int width = arguments.Has("kernelSize") ? height : arguments.Size("width");
        return Windows(arguments, (height, width), defaultStrides: (1, 1));
    }

    /// <summary>Pooling windows touch but do not overlap unless strides are written.</summary>
    public static EquatableArray<Window> OfPooling(LayerArguments arguments)
    {
        int height = arguments.Size(2, "size", "height"), width = arguments.Has("width") ? arguments.Size("width") : height;
        return Windows(arguments, (height, width), defaultStrides: (height, width));
    }

    private static EquatableArray<Window> Windows(LayerArguments arguments, (int Height, int Width) size, (int Height, int Width) defaultStrides)
    {
        var (padding, pad) = Padding(arguments);
        return [Along("Height", size.Height, defaultStrides.Height), Along("Width", size.Width, defaultStrides.Width)];

        Window Along(string axis, int cells, int defaultStride) => new(
            cells, arguments.Size(defaultStride, "Stride" + axis, "Strides"), arguments.Size(1, "Dilation" + axis, "Dilation"), padding, pad);
    }

    private static (PaddingMode Mode, int Pad) Padding(LayerArguments arguments)
    {
        int pad = arguments.NotNegative("Pad");
        var choice = arguments.Choice("Padding", PaddingChoice.Valid);
        if (!arguments.Has("Pad")) return (choice == PaddingChoice.Same ? PaddingMode.Same : PaddingMode.Valid, 0);
        if (arguments.Has("Padding"))
        {
            arguments.ForgetShape();
            arguments.Report(DeclarationFaults.PaddingTwice(arguments.Layer, choice.ToString(), pad, arguments.Site("Pad")));
        }

        return (PaddingMode.Explicit, pad);
    }

    private enum PaddingChoice { Valid, Same }
}
