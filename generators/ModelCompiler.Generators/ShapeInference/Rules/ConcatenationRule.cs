using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[..., a], [..., b] → [..., a + b].</summary>
internal static class ConcatenationRule
{
    public static Inferred Infer(RuleContext context)
    {
        int other = Enumerable.Range(1, context.Inputs.Count - 1).Where(i => !FitsBeside(context.Inputs[i].Shape, context.Input))
            .DefaultIfEmpty(-1).First();
        if (other < 0)
        {
            long channels = context.Inputs.Sum(i => (long)i.Shape.Channels);
            return new Inferred(context.Checked([.. context.Input.Extents.Take(context.Input.Rank - 1).Select(e => (long)e), channels]));
        }

        context.Report(ShapeFaults.UnequalMaps(
            context.Layer.Name, context.InputText, context.Inputs[other].Text, context.Site($"layers[{other - 1}]")));
        return Inferred.Unknown;
    }

    private static bool FitsBeside(Shape a, Shape b) =>
        a.Rank == b.Rank && a.Extents.Take(a.Rank - 1).SequenceEqual(b.Extents.Take(b.Rank - 1));
}
