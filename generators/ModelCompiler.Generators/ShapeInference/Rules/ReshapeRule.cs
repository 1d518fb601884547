using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Graph.Layers;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Any shape → another with the same number of elements; -1 is what is left.</summary>
internal static class ReshapeRule
{
    public static Inferred Infer(ReshapeOperation reshape, RuleContext context)
    {
        if (context.Layer.Kind == FlattenLayer.Name && context.Input.Rank == 1)
            context.Report(ShapeFaults.FlattenOfVector(context.Layer.Name, context.InputText, context.Site()));

        long count = Counting.Product(context.Input.Extents);
        var known = reshape.Target.Extents.Where(e => e != -1).ToList();
        long product = Counting.Product(known);
        bool infers = known.Count < reshape.Target.Rank;
        if (infers ? count % product != 0 : count != product)
        {
            Report(reshape.Target, context, count, product, infers);

            // Without a size to infer, the user's word says what comes next.
            return infers || product > ShapeFaults.MaximumCount ? Inferred.Unknown : new Inferred(reshape.Target) { IsSound = false };
        }

        return new Inferred(new Shape(reshape.Target.Extents.Select(e => e == -1 ? (int)(count / product) : e).ToEquatableArray()));
    }

    private static void Report(Shape target, RuleContext context, long count, long product, bool infers)
    {
        string targetCount = infers ? $"a multiple of {Factors(target.Extents.Where(e => e != -1), product)}"
            : Factors(target.Extents, product);
        string remedy = infers
            ? $"{Text.Number(count)} / {Text.Number(product)} leaves {Text.Number(count % product)}: choose sizes whose product "
                + $"divides {Text.Number(count)}"
            : $"choose sizes whose product is {Text.Number(count)}, or write -1 for one of them";
        context.Report(ShapeFaults.ReshapeCount(
            context.Layer.Name, context.InputText, $"{Factors(context.Input.Extents, count)} {(count == 1 ? "element" : "elements")}",
                target.ToString(), targetCount, remedy, context.Site("shape")));
    }

    private static string Factors(IEnumerable<int> extents, long product) =>
        extents.Count() == 1 ? Text.Number(product) : $"{string.Join("·", extents)} = {Text.Number(product)}";
}
