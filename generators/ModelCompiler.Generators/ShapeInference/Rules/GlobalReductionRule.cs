using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[length, c] or [h, w, c] → [c], or with kept axes [1, c] or [1, 1, c].</summary>
internal static class GlobalReductionRule
{
    public static Inferred Infer(GlobalReduction pool, RuleContext context) =>
        context.Reads(pool.SpatialAxes) ? new Inferred(Output(pool, context.Input.Channels)) : Inferred.Unknown;

    private static Shape Output(GlobalReduction pool, int channels) =>
        pool.KeepsAxes ? new Shape(Enumerable.Repeat(1, pool.SpatialAxes).Append(channels).ToEquatableArray()) : new Shape(channels);
}
