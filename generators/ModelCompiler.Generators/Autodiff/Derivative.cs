using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Autodiff;

/// <summary>The derivative of a scalar expression with respect to one load in it, by the rules of calculus.</summary>
internal static class Derivative
{
    private const float InverseRootOfTwoPi = 0.3989422804f;

    /// <param name="output">The value of the whole expression, for functions whose derivative is cheapest written with it.</param>
    public static Expression Of(Expression e, Load variable, Expression output) => e switch
    {
        Load load => load == variable ? 1f : 0f,
        Constant or RunNumber or Keep or AxisNumber => 0f,
        // Zeros fold. A long sum is not searched at each of its terms.
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum => OfBinary(sum, variable, output),
        _ when !e.Loads().Contains(variable) => 0f,
        Binary b => OfBinary(b, variable, output),
        Unary u => OfUnary(u.Operator, u.Operand) * Of(u.Operand, variable, output),
        Select s => OfSelect(s, Of(s.WhenTrue, variable, output), Of(s.WhenFalse, variable, output)),
        Activated a when ActivationFunctions.IsDifferentiatedByOutput(a.Kind) => OfActivation(a, output) * Of(a.Operand, variable, output),
        Activated a => Of(ActivationFunctions.Expand(a), variable, output),
        _ => throw new InvalidOperationException($"No derivative for {e.GetType().Name}."),
    };

    /// <summary>The condition is constant almost everywhere.</summary>
    private static Expression OfSelect(Select s, Expression whenTrue, Expression whenFalse) =>
        whenTrue.Equals(whenFalse) ? whenTrue : new Select(s.Comparison, s.Left, s.Right, whenTrue, whenFalse);

    private static Expression OfBinary(Binary b, Load variable, Expression output)
    {
        Expression left = Of(b.Left, variable, output), right = Of(b.Right, variable, output);
        return b.Operator switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Subtract => right is Constant { Value: 0 } ? left : left - right,
            BinaryOperator.Multiply => (left * b.Right) + (b.Left * right),
            BinaryOperator.Divide => (left / b.Right) - (b.Left * right / (b.Right * b.Right)),
            BinaryOperator.Max => new Select(Comparison.Less, b.Left, b.Right, right, left),
            BinaryOperator.Min => new Select(Comparison.Less, b.Right, b.Left, right, left),
            _ => throw new InvalidOperationException($"No derivative for {b.Operator}."),
        };
    }

    private static Expression OfUnary(UnaryOperator operation, Expression x) => operation switch
    {
        UnaryOperator.Negate => -1f,
        // The subgradient at 0 is 0, as frameworks choose.
        UnaryOperator.Abs => new Select(Comparison.Greater, x, 0f, 1f, new Select(Comparison.Less, x, 0f, -1f, 0f)),
        // No slope at 0, where the root has none that is finite.
        UnaryOperator.SquareRoot => new Select(Comparison.Greater, x, 0f, 0.5f / new Unary(UnaryOperator.SquareRoot, x), 0f),
        UnaryOperator.Exp or UnaryOperator.ExpMinusOne => new Unary(UnaryOperator.Exp, x),
        UnaryOperator.Log => 1f / x,
        UnaryOperator.LogOnePlus => 1f / (x + 1f),
        UnaryOperator.Tanh => 1f - (new Unary(UnaryOperator.Tanh, x) * new Unary(UnaryOperator.Tanh, x)),
        UnaryOperator.Sigmoid => new Unary(UnaryOperator.Sigmoid, x) * (1f - new Unary(UnaryOperator.Sigmoid, x)),
        UnaryOperator.NormalCdf => new Unary(UnaryOperator.Exp, x * x * -0.5f) * InverseRootOfTwoPi,
        _ => throw new InvalidOperationException($"No derivative for {operation}."),
    };

    /// <summary>Written with the output y, so that the input of an activation need not outlive the forward pass.</summary>
    private static Expression OfActivation(Activated a, Expression y) => a.Kind switch
    {
        ActivationKind.Linear => 1f,
        // Not "y > 0 ? 1 : 0": a NaN must stay one.
        ActivationKind.ReLU => new Select(Comparison.LessOrEqual, y, 0f, 0f, 1f),
        ActivationKind.LeakyReLU => new Select(Comparison.Greater, y, 0f, 1f, a.Alpha),
        ActivationKind.ELU => new Select(Comparison.Greater, y, 0f, 1f, y + a.Alpha),
        ActivationKind.Sigmoid => y * (1f - y),
        ActivationKind.Tanh => 1f - (y * y),
        ActivationKind.Clip => Inside(y, a.Alpha, a.Beta, 1),
        ActivationKind.ThresholdedReLU => new Select(Comparison.Greater, y, 0f, 1f, a.Alpha),
        ActivationKind.HardSigmoid => Inside(y, 0, 1, 1f / 6),
        // 1 - e^-y is sigmoid(x).
        ActivationKind.Softplus => new Unary(UnaryOperator.Negate,
            new Unary(UnaryOperator.ExpMinusOne, new Unary(UnaryOperator.Negate, y))),
        _ => throw new InvalidOperationException($"No derivative for {a.Kind}."),
    };

    /// <summary>The slope where y is within two limits, which may be infinite; none at the limits. A NaN must stay one.</summary>
    private static Expression Inside(Expression y, float least, float greatest, float slope)
    {
        Expression below = float.IsPositiveInfinity(greatest) ? slope : new Select(Comparison.LessOrEqual, greatest, y, 0f, slope);
        return float.IsNegativeInfinity(least) ? below : new Select(Comparison.LessOrEqual, y, least, 0f, below);
    }
}
