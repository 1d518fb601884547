using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Any number of values of one shape → the same.</summary>
internal static class JoinRule
{
    public static Inferred Infer(Join join, RuleContext context)
    {
        int other = Enumerable.Range(1, context.Inputs.Count - 1).Where(i => context.Inputs[i].Shape != context.Input).DefaultIfEmpty(-1).First();
        if (other < 0) return new Inferred(context.Input);
        context.Report(ShapeFaults.UnequalShapes(
            context.Layer.Name, join.Kind == JoinKind.Add ? "adds" : "multiplies", context.InputText, context.Inputs[other].Text, context.Site($"layers[{other - 1}]")));
        return Inferred.Unknown;
    }
}
