using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, c] → [top + h + bottom, left + w + right, c].</summary>
internal static class ZeroPaddingRule
{
    public static Inferred Infer(ZeroPadding padding, RuleContext context)
    {
        if (!context.Reads(spatialAxes: 2)) return Inferred.Unknown;
        var input = context.Input;
        return new Inferred(
            context.Checked((long)padding.Top + input[0] + padding.Bottom, (long)padding.Left + input[1] + padding.Right, input[2]));
    }
}
