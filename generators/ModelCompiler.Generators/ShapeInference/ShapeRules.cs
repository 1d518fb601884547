using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference.Rules;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>One shape rule for each operation.</summary>
internal static class ShapeRules
{
    public static Inferred Infer(RuleContext context) => context.Node.Operation switch
    {
        Contraction { Windows.Count: 0 } dense => DenseRule.Infer(dense, context),
        Contraction convolution => ConvolutionRule.Infer(convolution, context),
        BiasAddition bias => BiasRule.Infer(bias, context),
        Activation or DropoutOperation => new Inferred(context.Input),
        SoftmaxOperation => SoftmaxRule.Infer(context),
        ChannelNormalization normalization => NormalizationRule.Infer(normalization, context),
        Join join => JoinRule.Infer(join, context),
        Concatenation => ConcatenationRule.Infer(context),
        WindowReduction pool => WindowReductionRule.Infer(pool, context),
        GlobalReduction => GlobalReductionRule.Infer(context),
        ReshapeOperation reshape => ReshapeRule.Infer(reshape, context),
        ZeroPadding padding => ZeroPaddingRule.Infer(padding, context),
        _ => Inferred.Unknown,
    };

    /// <summary>The shape of an operation whose input is not known: only a dense layer's does not depend on it.</summary>
    public static Inferred InferBlindly(Operation operation) =>
        operation is Contraction { Windows.Count: 0 } dense ? new Inferred(new Shape(dense.Filters)) { IsSound = false } : Inferred.Unknown;
}
