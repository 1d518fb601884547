using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[n] → [units], kernel [n, units].</summary>
internal static class DenseRule
{
    public static Inferred Infer(Contraction dense, RuleContext context)
    {
        if (context.Input.Rank != 1)
        {
            context.Report(ShapeFaults.DenseOnMap(
                context.Layer.Name, context.InputText, context.Input.Rank, Counting.Product(context.Input.Extents), context.Site()));
            return ShapeRules.InferBlindly(dense);
        }

        int inputs = context.Input[0];
        return new Inferred(new Shape(dense.Filters))
        {
            Parameters = [new ParameterTensor(dense.Kernel, new Shape(inputs, dense.Filters), FanIn: inputs, FanOut: dense.Filters)],
            MultiplyAdds = Counting.Times(inputs, dense.Filters),
        };
    }
}
