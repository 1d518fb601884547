using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Reference;

namespace ModelCompiler.Generators.Tests.Autodiff;

/// <summary>Each rule of calculus against central differences.</summary>
public class DerivativeTests
{
    private static readonly Load X = Load.At(new Tensor("x", Storage.Arena, 1), new Axis("i", 1)), Y = Load.At(new Tensor("y", Storage.Arena, 1), new Axis("i", 1));

    /// <summary>Stands for the value of the whole expression.</summary>
    private static readonly Load Output = Load.At(new Tensor("output", Storage.Arena, 1), new Axis("i", 1));

    private static readonly Dictionary<string, Expression> Cases = new()
    {
        ["sum"] = X + (Y * 3f),
        ["difference"] = Y - (X * 2f),
        ["difference with nothing to subtract"] = (X * 2f) - Y,
        ["product"] = X * Y * X,
        ["quotient"] = X / (Y * Y),
        ["denominator"] = Y / X,
        ["maximum"] = new Binary(BinaryOperator.Max, X * 2f, Y),
        ["minimum"] = new Binary(BinaryOperator.Min, X * 2f, Y),
        ["negation"] = new Unary(UnaryOperator.Negate, X * X),
        ["magnitude"] = new Unary(UnaryOperator.Abs, X),
        ["root"] = new Unary(UnaryOperator.SquareRoot, (X * X) + 2f),
        ["exponential"] = new Unary(UnaryOperator.Exp, X * Y),
        ["exponential less one"] = new Unary(UnaryOperator.ExpMinusOne, X * Y),
        ["logarithm of more than one"] = new Unary(UnaryOperator.LogOnePlus, X * X),
        ["normal distribution"] = new Unary(UnaryOperator.NormalCdf, X * Y),
        ["logarithm"] = new Unary(UnaryOperator.Log, (X * X) + 1f),
        ["tangent"] = new Unary(UnaryOperator.Tanh, X * 2f),
        ["logistic"] = new Unary(UnaryOperator.Sigmoid, X * Y),
        ["choice"] = new Select(Comparison.LessOrEqual, X, 0.5f, X * X, X * 3f),
        ["linear"] = new Activated(ActivationKind.Linear, 0, X * 2f),
        ["relu"] = new Activated(ActivationKind.ReLU, 0, X * 2f),
        ["leaky relu"] = new Activated(ActivationKind.LeakyReLU, 0.3f, X * Y),
        ["elu"] = new Activated(ActivationKind.ELU, 1.5f, X),
        ["sigmoid"] = new Activated(ActivationKind.Sigmoid, 0, X * 2f),
        ["tanh"] = new Activated(ActivationKind.Tanh, 0, X * Y),
        ["clip"] = new Activated(ActivationKind.Clip, -0.5f, X * Y, 1.5f),
        ["clip above"] = new Activated(ActivationKind.Clip, float.NegativeInfinity, X, 1),
        ["clip below"] = new Activated(ActivationKind.Clip, -1, X * 2f, float.PositiveInfinity),
        ["thresholded relu"] = new Activated(ActivationKind.ThresholdedReLU, 0.2f, X, 0.5f),
        ["hard sigmoid"] = new Activated(ActivationKind.HardSigmoid, 0, X * 2f),
        ["hard swish"] = new Activated(ActivationKind.HardSwish, 0, X * 2f),
        ["silu"] = new Activated(ActivationKind.SiLU, 0, X * Y),
        ["gelu"] = new Activated(ActivationKind.GELU, 0, X * Y),
        ["gelu by tanh"] = new Activated(ActivationKind.TanhGELU, 0, X * Y),
        ["softplus"] = new Activated(ActivationKind.Softplus, 0, X * Y),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_limits_of_differences(string name)
    {
        Expression e = Cases[name], derivative = Derivative.Of(e, X, Output);
        const double h = 1e-5;
        foreach (double x in new[] { -1.7, -0.4, 0.3, 0.9, 2.1 })
        {
            foreach (double y in new[] { -0.9, 0.7, 1.6 })
            {
                double limit = (Value(e, x + h, y, 0) - Value(e, x - h, y, 0)) / (2 * h);
                Assert.Equal(limit, Value(derivative, x, y, Value(e, x, y, 0)), 1e-6 * (1 + Math.Abs(limit)));
            }
        }
    }

    [Fact]
    public void Every_function_has_a_case()
    {
        var parts = Cases.Values.SelectMany(e => e.Parts()).ToList();
        Assert.Equal(Enum.GetValues<UnaryOperator>(), parts.OfType<Unary>().Select(u => u.Operator).Distinct().Order());
        Assert.Equal(Enum.GetValues<ActivationKind>(), parts.OfType<Activated>().Select(a => a.Kind).Distinct().Order());
        // Products of bytes are of predictions alone.
        Assert.Equal(Enum.GetValues<BinaryOperator>().Where(o => o != BinaryOperator.Dot), parts.OfType<Binary>().Select(b => b.Operator).Distinct().Order());
    }

    [Fact]
    public void What_does_not_contain_the_variable_has_none()
    {
        Assert.Equal(new Constant(0), Derivative.Of(Y * Y, X, Output));
        Assert.Equal(new Constant(0), Derivative.Of(new RunNumber(RunNumberKind.InverseBatch), X, Output));
        Assert.Equal(new Constant(1), Derivative.Of(X, X, Output));
    }

    [Fact]
    public void Kinks_have_the_slope_that_frameworks_choose()
    {
        Assert.Equal(0, Value(Derivative.Of(new Unary(UnaryOperator.Abs, X), X, Output), 0, 0, 0));
        Assert.Equal(0, Value(Derivative.Of(new Activated(ActivationKind.ReLU, 0, X), X, Output), 0, 0, 0));
    }

    private static double Value(Expression e, double x, double y, double output) => e switch
    {
        Constant c => c.Value,
        Load l => l == X ? x : l == Y ? y : output,
        Unary u => Apply(u.Operator, Value(u.Operand, x, y, output)),
        Binary b => Apply(b.Operator, Value(b.Left, x, y, output), Value(b.Right, x, y, output)),
        Select s => Value(Holds(s.Comparison, Value(s.Left, x, y, output), Value(s.Right, x, y, output)) ? s.WhenTrue : s.WhenFalse, x, y, output),
        Activated a => Apply(a, Value(a.Operand, x, y, output)),
        _ => throw new InvalidOperationException($"No value of {e.GetType().Name}."),
    };

    private static double Apply(UnaryOperator operation, double x) => operation switch
    {
        UnaryOperator.Negate => -x,
        UnaryOperator.Abs => Math.Abs(x),
        UnaryOperator.SquareRoot => Math.Sqrt(x),
        UnaryOperator.Exp => Math.Exp(x),
        UnaryOperator.ExpMinusOne => ReferenceFunctions.ExpMinusOne(x),
        UnaryOperator.LogOnePlus => ReferenceFunctions.LogOnePlus(x),
        UnaryOperator.NormalCdf => ReferenceFunctions.NormalCdf(x),
        UnaryOperator.Log => Math.Log(x),
        UnaryOperator.Tanh => Math.Tanh(x),
        _ => 1 / (1 + Math.Exp(-x)),
    };

    private static double Apply(BinaryOperator operation, double a, double b) => operation switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Max => Math.Max(a, b),
        _ => Math.Min(a, b),
    };

    private static double Apply(Activated a, double x) => a.Kind switch
    {
        ActivationKind.Linear => x,
        ActivationKind.ReLU => Math.Max(x, 0),
        ActivationKind.LeakyReLU => x > 0 ? x : a.Alpha * x,
        ActivationKind.ELU => x > 0 ? x : a.Alpha * (Math.Exp(x) - 1),
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => Value(ActivationFunctions.Expand(a with { Operand = X }), x, 0, 0),
    };

    private static bool Holds(Comparison comparison, double a, double b) => comparison switch
    {
        Comparison.Less => a < b,
        Comparison.LessOrEqual => a <= b,
        Comparison.Greater => a > b,
        _ => a == b,
    };
}
