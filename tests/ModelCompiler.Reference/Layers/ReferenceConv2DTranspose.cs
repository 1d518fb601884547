namespace ModelCompiler.Reference.Layers;

/// <summary>Each input cell adds its kernel to the output: out[y·stride + ky·dilation - before, …, o] += in[y, x, i] · kernel[ky,kx,o,i]; what falls outside is lost.</summary>
public sealed class ReferenceConv2DTranspose(
    string name, int filters, ReferenceWindow vertical, ReferenceWindow horizontal, bool useBias = true, bool trainable = true, double l1 = 0, double l2 = 0, int? outputPadding = null)
    : ReferenceConvolution(name, useBias, trainable, l1, l2)
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        var (height, width, channels) = ReferenceShape.Map(input);
        CreateParameters([vertical.Size, horizontal.Size, filters, channels], filters);
        return [Extent(vertical, height), Extent(horizontal, width), filters];
    }

    /// <inheritdoc/>
    protected override void ForEachProduct(Action<int, int, int> visit)
    {
        var (height, width, channels) = ReferenceShape.Map(InputShape);
        for (int from = 0; from < height * width; from++)
            for (int ky = 0; ky < vertical.Size; ky++)
                for (int kx = 0; kx < horizontal.Size; kx++)
                {
                    int y = from / width * vertical.Stride + ky * vertical.Dilation - Before(vertical, height),
                        x = from % width * horizontal.Stride + kx * horizontal.Dilation - Before(horizontal, width);
                    if (y < 0 || y >= OutputShape[0] || x < 0 || x >= OutputShape[1]) continue;
                    for (int i = 0; i < channels; i++)
                        for (int o = 0; o < filters; o++)
                            visit(from * channels + i, ((ky * horizontal.Size + kx) * filters + o) * channels + i, (y * OutputShape[1] + x) * filters + o);
                }
    }

    private static int Span(ReferenceWindow window) => (window.Size - 1) * window.Dilation + 1;

    /// <summary>What kernels reach over, less the padding; without output padding Keras rounds up to whole strides.</summary>
    private int Extent(ReferenceWindow window, int extent)
    {
        int whole = (extent - 1) * window.Stride + Span(window);
        return (window.Padding, outputPadding) switch
        {
            (ReferencePadding.Same, null) => extent * window.Stride,
            (ReferencePadding.Same, int more) => whole - Span(window) / 2 * 2 + more,
            (ReferencePadding.Valid, null) => Math.Max(whole, extent * window.Stride),
            var (_, more) => whole - window.Pads + (more ?? 0),
        };
    }

    private int Before(ReferenceWindow window, int extent) => window.Padding switch
    {
        ReferencePadding.Same => Math.Max((extent - 1) * window.Stride + Span(window) - Extent(window, extent), 0) / 2,
        ReferencePadding.Explicit => window.Pad,
        _ => 0,
    };
}
