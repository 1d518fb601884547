using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference.Rules;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>One shape rule for each operation.</summary>
internal static class ShapeRules
{
    public static Inferred Infer(RuleContext context)
    {
        Inferred inferred = InferShape(context);
        return inferred.Shape is { } shape
            ? inferred with { Operations = OperationCount.Of(context.Node.Operation, context.Inputs, shape, inferred.MultiplyAdds) }
            : inferred;
    }

    private static Inferred InferShape(RuleContext context) => context.Node.Operation switch
    {
        Contraction { Windows.Count: 0 } dense => DenseRule.Infer(dense, context),
        Contraction convolution => ConvolutionRule.Infer(convolution, context),
        DepthwiseContraction depthwise => ConvolutionRule.Infer(depthwise, context),
        TransposedContraction transposed => TransposedConvolutionRule.Infer(transposed, context),
        FixedFilter filter => FilterRule.Infer(filter, context),
        MedianFilter median => FilterRule.Infer(median, context),
        ResponseNormalization normalization => FilterRule.Infer(normalization, context),
        Cropping cropping => CroppingRule.Infer(cropping, context),
        Upsampling upsampling => UpsamplingRule.Infer(upsampling, context),
        BiasAddition bias => BiasRule.Infer(bias, context),
        DropoutOperation { Unit: DropoutUnit.Channel } when !context.Reads(spatialAxes: 2) => Inferred.Unknown,
        Sampling => JoinRule.InferEqual("takes means and variances of", context),
        Activation or DropoutOperation or NoiseOperation => new Inferred(context.Input),
        LearntRectifier rectifier => RectifierRule.Infer(rectifier, context),
        SoftmaxOperation => SoftmaxRule.Infer(context),
        ChannelNormalization normalization => NormalizationRule.Infer(normalization, context),
        SampleNormalization normalization => ChannelRule.Infer(normalization, context),
        ChannelSplit split => ChannelRule.Infer(split, context),
        ChannelShuffle shuffle => ChannelRule.Infer(shuffle, context),
        PixelShuffle shuffle => ChannelRule.Infer(shuffle, context),
        SliceOperation slice => LayoutRule.Infer(slice, context),
        Permutation permutation => LayoutRule.Infer(permutation, context),
        Join join => JoinRule.Infer(join, context),
        Concatenation => ConcatenationRule.Infer(context),
        WindowReduction pool => WindowReductionRule.Infer(pool, context),
        GlobalReduction pool => GlobalReductionRule.Infer(pool, context),
        ReshapeOperation reshape => ReshapeRule.Infer(reshape, context),
        ZeroPadding padding => ZeroPaddingRule.Infer(padding, context),
        InputOperation or Shortcut or UnknownOperation => Inferred.Unknown,
        _ => throw context.Node.Operation.IsUnknownTo(nameof(ShapeRules)),
    };

    /// <summary>The shape of an operation whose input is not known: only a dense layer's does not depend on it.</summary>
    public static Inferred InferBlindly(Operation operation) =>
        operation is Contraction { Windows.Count: 0 } dense ? new Inferred(new Shape(dense.Filters)) { IsSound = false } : Inferred.Unknown;
}
