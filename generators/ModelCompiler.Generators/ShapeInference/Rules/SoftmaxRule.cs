using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Any shape → the same; along an axis of one element the output is constant.</summary>
internal static class SoftmaxRule
{
    public static Inferred Infer(RuleContext context)
    {
        bool lossSaysSo = context is
        {
            IsOutput: true, Loss.Kind: LossKind.CategoricalCrossEntropy or LossKind.BinaryCrossEntropy
            or LossKind.BinaryFocalCrossEntropy
        };
        if (context.Input.Channels == 1 && !lossSaysSo)
            context.Report(
                ShapeFaults.SoftmaxOfOne(context.Layer.Name, context.Site("Activation")) with
                {
                    Fix = new FixData(
                        FixData.Training, [context.Layer.Kind == "Softmax" ? "Layer.Sigmoid" : "Activation.Sigmoid"], [context.Site()]),
                });
        return new Inferred(context.Input);
    }
}
