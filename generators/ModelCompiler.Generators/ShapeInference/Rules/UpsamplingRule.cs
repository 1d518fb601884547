using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, c] → [h·height, w·width, c].</summary>
internal static class UpsamplingRule
{
    /// <summary>A number on the line between two others takes two products along each axis.</summary>
    private const int ProductsOfLines = 4;

    public static Inferred Infer(Upsampling upsampling, RuleContext context)
    {
        if (!context.Reads(spatialAxes: 2)) return Inferred.Unknown;
        var input = context.Input;
        if (context.Checked((long)input[0] * upsampling.Height, (long)input[1] * upsampling.Width, input[2]) is not { } shape)
            return Inferred.Unknown;
        return new Inferred(shape)
        {
            MultiplyAdds = upsampling.Kind == UpsamplingKind.Nearest ? 0 : Counting.Times(Counting.Product(shape.Extents), ProductsOfLines),
        };
    }
}
