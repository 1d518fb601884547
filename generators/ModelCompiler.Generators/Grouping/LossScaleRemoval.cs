using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// Takes the scale of the loss out of a training step that keeps all in single precision, as C# does: what is left is the step of a model
/// that asks for no other precision.
/// </summary>
internal static class LossScaleRemoval
{
    public static KernelGraph Run(KernelGraph graph) => !LossScaling.IsNeeded(graph.Program.ActivationPrecision) ? graph : graph with
    {
        Kernels = graph.Kernels.Select(k => k.Statements.Any(UsesScale) ? k with { Statements = k.Statements.Map(Without) } : k)
            .ToEquatableArray(),
    };

    private static bool UsesScale(Comprehension statement) =>
        statement.Body.Parts().Concat(statement.Epilogue.Parts()).Any(part => part == LossScaling.Scale);

    private static Comprehension Without(Comprehension statement) =>
        UsesScale(statement) ? statement with { Body = Without(statement.Body), Epilogue = Without(statement.Epilogue) } : statement;

    private static Expression Without(Expression e) => e.Rewrite(part => part switch
    {
        Binary { Operator: BinaryOperator.Multiply } product when product.Right == LossScaling.Scale => Without(product.Left),
        Binary { Operator: BinaryOperator.Multiply } product when product.Left == LossScaling.Scale => Without(product.Right),
        _ when part == LossScaling.Scale => 1f,
        _ => null,
    });
}
