using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Values of one number of axes, or vectors beside them → along each axis the extent that those have which are not 1.</summary>
internal static class JoinRule
{
    public static Inferred Infer(Join join, RuleContext context)
    {
        Shape shape = context.Input;
        for (int i = 1; i < context.Inputs.Count; i++)
        {
            if (Broadcast(shape, context.Inputs[i].Shape) is { } joined)
            {
                shape = joined;
                continue;
            }

            context.Report(ShapeFaults.UnequalShapes(
                context.Layer.Name, Verb(join.Kind), context.InputText, context.Inputs[i].Text,
                    context.Site($"{LayerScope.Joined}[{i - 1}]|{LayerScope.JoinedOne}")));
            return Inferred.Unknown;
        }

        return new Inferred(context.Checked([.. shape.Extents.Select(e => (long)e)]));
    }

    /// <summary>Values of one shape → the same.</summary>
    public static Inferred InferEqual(string verb, RuleContext context)
    {
        int other = Enumerable.Range(1, context.Inputs.Count - 1).Where(i => context.Inputs[i].Shape != context.Input)
            .DefaultIfEmpty(-1).First();
        if (other < 0) return new Inferred(context.Input);
        context.Report(ShapeFaults.UnequalShapes(context.Layer.Name, verb, context.InputText, context.Inputs[other].Text,
            context.Site($"{LayerScope.Joined}[{other - 1}]|{LayerScope.JoinedOne}")));
        return Inferred.Unknown;
    }

    /// <summary>The shape in which both count, or null. A vector counts as one cell of as many channels.</summary>
    private static Shape? Broadcast(Shape a, Shape b)
    {
        if (a == b) return a;
        if (a.Rank == 1 && b.Rank > 1) a = Cell(a, b.Rank);
        if (b.Rank == 1 && a.Rank > 1) b = Cell(b, a.Rank);
        if (a.Rank != b.Rank || a.Extents.Zip(b.Extents, (x, y) => x == y || x == 1 || y == 1).Any(fits => !fits)) return null;
        return new Shape(a.Extents.Zip(b.Extents, Math.Max).ToEquatableArray());
    }

    private static Shape Cell(Shape vector, int rank) => new(Enumerable.Repeat(1, rank - 1).Append(vector.Channels).ToEquatableArray());

    private static string Verb(JoinKind kind) => kind switch
    {
        JoinKind.Add => "adds",
        JoinKind.Subtract => "subtracts",
        JoinKind.Multiply => "multiplies",
        JoinKind.Average => "averages",
        _ => "compares",
    };
}
