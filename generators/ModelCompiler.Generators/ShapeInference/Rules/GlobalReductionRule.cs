using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, c] → [c].</summary>
internal static class GlobalReductionRule
{
    public static Inferred Infer(RuleContext context) =>
        context.ReadsMap() ? new Inferred(new Shape(context.Input.Channels)) : Inferred.Unknown;
}
