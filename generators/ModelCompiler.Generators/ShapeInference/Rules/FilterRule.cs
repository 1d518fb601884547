using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, c] → [h', w', c] by windows that move by one cell, and what looks along the channels. None has parameters.</summary>
internal static class FilterRule
{
    public static Inferred Infer(FixedFilter filter, RuleContext context) =>
        Infer(filter.Windows, filter.Kernels.Count * Counting.Product(filter.Windows.Select(w => w.Size)), context);

    public static Inferred Infer(MedianFilter median, RuleContext context) => Infer(median.Windows, 0, context);

    /// <summary>A square for each neighbour, a product for each element.</summary>
    public static Inferred Infer(ResponseNormalization normalization, RuleContext context)
    {
        long neighbours = Math.Min((2L * normalization.Radius) + 1, context.Input.Channels);
        return new Inferred(context.Input) { MultiplyAdds = Counting.Times(Counting.Product(context.Input.Extents), neighbours + 1) };
    }

    private static Inferred Infer(EquatableArray<Window> declared, long products, RuleContext context)
    {
        if (!context.Reads(spatialAxes: 2) || WindowFit.Resolve(declared, "filter", context) is not { } windows) return Inferred.Unknown;
        var shape = context.Checked([.. windows.Select(w => (long)w.OutputExtent), context.Input.Channels]);
        if (shape is null) return Inferred.Unknown;
        return new Inferred(shape) { Windows = windows, MultiplyAdds = Counting.Times(Counting.Product(shape.Extents), products) };
    }
}
