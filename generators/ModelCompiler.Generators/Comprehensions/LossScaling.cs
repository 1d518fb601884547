using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// The gradient of the loss times a factor that the runtime chooses, so that gradients of activations keep within float16's exponents
/// (Micikevicius et al., "Mixed precision training", 2018, section 3.2). The backward pass is linear in it: every gradient is as many
/// times as large, and what a gradient takes from elsewhere (penalties of weights) is multiplied here.
/// </summary>
internal static class LossScaling
{
    /// <summary>The factor.</summary>
    public static readonly RunNumber Scale = new(RunNumberKind.LossScale);

    /// <summary>bfloat16 has a float's exponents.</summary>
    public static bool IsNeeded(ElementType activations) => activations == ElementType.Float16;

    /// <summary>The derivative of the mean loss by the loss of one sample: 1/batch, and the scale.</summary>
    public static Expression Slope(ElementType activations) => Scaled(new RunNumber(RunNumberKind.InverseBatch), activations);

    public static Expression Scaled(Expression value, ElementType activations) => IsNeeded(activations) ? value * Scale : value;
}
