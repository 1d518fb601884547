using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[length, c] or [h, w, c] → [c].</summary>
internal static class GlobalReductionRule
{
    public static Inferred Infer(GlobalReduction pool, RuleContext context) =>
        context.Reads(pool.SpatialAxes) ? new Inferred(new Shape(context.Input.Channels)) : Inferred.Unknown;
}
