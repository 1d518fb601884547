using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, in] → [h', w', filters], kernel [kh, kw, in, filters].</summary>
internal static class ConvolutionRule
{
    public static Inferred Infer(Contraction convolution, RuleContext context)
    {
        if (!context.ReadsMap()) return Inferred.Unknown;
        if (WindowFit.Resolve(convolution.Windows, "kernel", context) is not { } windows) return Inferred.Unknown;
        if (context.Checked([.. windows.Select(w => (long)w.OutputExtent), convolution.Filters]) is not { } shape) return Inferred.Unknown;

        var kernel = convolution.Windows.Select(w => w.Size).Append(context.Input.Channels).Append(convolution.Filters).ToEquatableArray();
        long cells = Counting.Product(convolution.Windows.Select(w => w.Size));
        long fanIn = Counting.Times(cells, context.Input.Channels);
        return new Inferred(shape)
        {
            Windows = windows,
            Parameters = [new ParameterTensor(convolution.Kernel, new Shape(kernel), fanIn, Counting.Times(cells, convolution.Filters))],
            MultiplyAdds = Counting.Times(Counting.Product(shape.Extents), fanIn),
        };
    }
}
