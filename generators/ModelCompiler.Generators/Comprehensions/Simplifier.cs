namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// Folds what costs an instruction and says nothing: neutral elements, constants, a product with a choice between 0 and 1.
/// </summary>
internal static class Simplifier
{
    public static Expression Simplify(Binary e) => e switch
    {
        { Left: Constant a, Right: Constant b } => new Constant(Evaluate(e.Operator, a.Value, b.Value)),
        { Operator: BinaryOperator.Add, Left: Constant { Value: 0 } } => e.Right,
        { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Right: Constant { Value: 0 } } => e.Left,
        { Operator: BinaryOperator.Multiply, Left: Constant { Value: 1 } } => e.Right,
        { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Right: Constant { Value: 1 } } => e.Left,
        // d · (c ? 0 : 1) is the choice itself: no multiplication, and 0 stays 0 whatever d is.
        { Operator: BinaryOperator.Multiply, Right: Select { WhenTrue: Constant { Value: 0 or 1 }, WhenFalse: Constant } s } =>
            s with { WhenTrue = e.Left * s.WhenTrue, WhenFalse = e.Left * s.WhenFalse },
        { Operator: BinaryOperator.Multiply, Right: Constant { Value: 0 } }
            or { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Left: Constant { Value: 0 } } => 0f,
        _ => e,
    };

    private static float Evaluate(BinaryOperator operation, float a, float b) => operation switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Min => Math.Min(a, b),
        _ => Math.Max(a, b),
    };
}
