using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>Activation functions in terms of arithmetic; NaN stays NaN in all of them.</summary>
internal static class ActivationFunctions
{
    /// <summary>√(2/π) and the cubic term of GELU's approximation by tanh (Hendrycks and Gimpel, 2016).</summary>
    private const float RootOfTwoByPi = 0.7978845608f, Cubic = 0.044715f;

    /// <summary>
    /// Whether the derivative can be written with the function's value, so that its argument need not outlive the forward pass.
    /// </summary>
    public static bool IsDifferentiatedByOutput(ActivationKind kind) =>
        kind is not (ActivationKind.HardSwish or ActivationKind.SiLU or ActivationKind.GELU or ActivationKind.TanhGELU);

    public static Expression Expand(Activated a) => a.Kind switch
    {
        ActivationKind.Linear => a.Operand,
        ActivationKind.ReLU => new Binary(BinaryOperator.Max, a.Operand, 0f),
        ActivationKind.LeakyReLU => new Select(Comparison.Greater, a.Operand, 0f, a.Operand, a.Operand * a.Alpha),
        ActivationKind.ELU => new Select(Comparison.Greater, a.Operand, 0f, a.Operand,
            new Unary(UnaryOperator.ExpMinusOne, a.Operand) * a.Alpha),
        ActivationKind.Sigmoid => new Unary(UnaryOperator.Sigmoid, a.Operand),
        ActivationKind.Tanh => new Unary(UnaryOperator.Tanh, a.Operand),
        ActivationKind.Clip => Clip(a.Operand, a.Alpha, a.Beta),
        ActivationKind.ThresholdedReLU => new Select(Comparison.Less, a.Operand, a.Beta, (a.Operand - a.Beta) * a.Alpha, a.Operand),
        ActivationKind.HardSigmoid => HardSigmoid(a.Operand),
        ActivationKind.HardSwish => a.Operand * HardSigmoid(a.Operand),
        ActivationKind.SiLU => a.Operand * new Unary(UnaryOperator.Sigmoid, a.Operand),
        ActivationKind.GELU => a.Operand * new Unary(UnaryOperator.NormalCdf, a.Operand),
        ActivationKind.TanhGELU => a.Operand * 0.5f * (1f
            + new Unary(UnaryOperator.Tanh, (a.Operand + (a.Operand * a.Operand * a.Operand * Cubic)) * RootOfTwoByPi)),
        ActivationKind.Softplus => Softplus(a.Operand),
        _ => throw new InvalidOperationException($"No expansion of {a.Kind}."),
    };

    private static Expression Clip(Expression x, float least, float greatest)
    {
        Expression above = float.IsNegativeInfinity(least) ? x : new Binary(BinaryOperator.Max, x, least);
        return float.IsPositiveInfinity(greatest) ? above : new Binary(BinaryOperator.Min, above, greatest);
    }

    private static Expression HardSigmoid(Expression x) => Clip((x * (1f / 6)) + 0.5f, 0, 1);

    /// <summary>max(x, 0) + ln(1 + e^-|x|): no exponential overflows, and a small value keeps its digits.</summary>
    private static Expression Softplus(Expression x)
    {
        Expression tail = new Unary(UnaryOperator.Exp, new Unary(UnaryOperator.Negate, new Unary(UnaryOperator.Abs, x)));
        return new Binary(BinaryOperator.Max, x, 0f) + new Unary(UnaryOperator.LogOnePlus, tail);
    }
}
