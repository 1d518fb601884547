using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>
/// [h, w, in] → [h', w', filters], kernel [kh, kw, filters, in]. Same: h' = h·stride; valid: h·stride + max(k - stride, 0); explicit: (h -
/// 1)·stride + k - padding; k cells spanned.
/// </summary>
internal static class TransposedConvolutionRule
{
    public static Inferred Infer(TransposedContraction convolution, RuleContext context)
    {
        if (!context.Reads(spatialAxes: 2)) return Inferred.Unknown;
        var windows = convolution.Windows;
        long[] outputs = [.. windows.Select((w, axis) => Output(w, context.Input[axis], convolution.OutputPadding))];
        if (outputs.Any(cells => cells < 1))
        {
            context.Report(ShapeFaults.NothingLeft(
                context.Layer.Name, windows[0].Pad + windows[0].PadAfter,
                    string.Join("×", windows.Select((w, axis) => Whole(w, context.Input[axis]))), context.Site("Pad|PadTop|PadLeft")));
            return Inferred.Unknown;
        }

        if (context.Checked([.. outputs, convolution.Filters]) is not { } shape) return Inferred.Unknown;
        int channels = context.Input.Channels;
        long cells = Counting.Product(windows.Select(w => w.Size));
        var kernel = windows.Select(w => w.Size).Append(convolution.Filters).Append(channels).ToEquatableArray();
        return new Inferred(shape)
        {
            Windows = windows.Select((w, axis) => Resolve(w, context.Input[axis], (int)outputs[axis])).ToEquatableArray(),
            Parameters = [new ParameterTensor(
                convolution.Kernel, new Shape(kernel), Counting.Times(cells, convolution.Filters), Counting.Times(cells, channels))],
            MultiplyAdds = Counting.Times(Counting.Product(context.Input.Extents), Counting.Times(cells, convolution.Filters)),
        };
    }

    /// <summary>All that kernels reach over.</summary>
    private static long Whole(Window window, int extent) => ((extent - 1L) * window.Stride) + WindowArithmetic.Span(window);

    private static long Output(Window window, int extent, int? more) => window.Padding switch
    {
        PaddingMode.Explicit => Whole(window, extent) - window.Pad - window.PadAfter + (more ?? 0),
        PaddingMode.Same => more is null ? (long)extent * window.Stride : Whole(window,
            extent) - (2L * (WindowArithmetic.Span(window) / 2)) + more.Value,
        _ => more is null ? Math.Max(Whole(window, extent), (long)extent * window.Stride) : Whole(window, extent) + more.Value,
    };

    /// <summary>As the convolution that it turns round has it: from the large map to the small one.</summary>
    private static ResolvedWindow Resolve(Window window, int extent, int output)
    {
        int total = (int)Math.Max(Whole(window, extent) - output, 0);
        (int before, int after) = window.Padding switch
        {
            PaddingMode.Explicit => (window.Pad, window.PadAfter),
            PaddingMode.Same => (total / 2, total - (total / 2)),
            _ => (0, 0),
        };
        return new ResolvedWindow(window.Size, window.Stride, window.Dilation, before, after, output, extent);
    }
}
