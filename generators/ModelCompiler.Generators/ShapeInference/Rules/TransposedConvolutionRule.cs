using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, in] → [h', w', filters], kernel [kh, kw, filters, in]. Same: h' = h·stride; valid: h·stride + max(k - stride, 0), k cells spanned.</summary>
internal static class TransposedConvolutionRule
{
    public static Inferred Infer(TransposedContraction convolution, RuleContext context)
    {
        if (!context.Reads(spatialAxes: 2)) return Inferred.Unknown;
        var windows = convolution.Windows;
        if (context.Checked([.. windows.Select((w, axis) => Output(w, context.Input[axis])), convolution.Filters]) is not { } shape) return Inferred.Unknown;
        int channels = context.Input.Channels;
        long cells = Counting.Product(windows.Select(w => w.Size));
        var kernel = windows.Select(w => w.Size).Append(convolution.Filters).Append(channels).ToEquatableArray();
        return new Inferred(shape)
        {
            Windows = windows.Select((w, axis) => Resolve(w, context.Input[axis])).ToEquatableArray(),
            Parameters = [new ParameterTensor(convolution.Kernel, new Shape(kernel), Counting.Times(cells, convolution.Filters), Counting.Times(cells, channels))],
            MultiplyAdds = Counting.Times(Counting.Product(context.Input.Extents), Counting.Times(cells, convolution.Filters)),
        };
    }

    private static long Output(Window window, int extent) =>
        ((long)extent * window.Stride) + (window.Padding == PaddingMode.Same ? 0 : Math.Max(WindowArithmetic.Span(window) - window.Stride, 0));

    /// <summary>As the convolution that it turns round has it: from the large map to the small one.</summary>
    private static ResolvedWindow Resolve(Window window, int extent)
    {
        int total = window.Padding == PaddingMode.Same ? (int)Math.Max(WindowArithmetic.Span(window) - window.Stride, 0) : 0;
        return new ResolvedWindow(window.Size, window.Stride, window.Dilation, total / 2, total - (total / 2), (int)Output(window, extent), extent);
    }
}
