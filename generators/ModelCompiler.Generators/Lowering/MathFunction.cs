using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// A function that machines have no instruction for, as steps that they have. Written once; every width and every language is emitted from
/// it, so that a lane's result does not depend on the vector it sits in.
/// </summary>
/// <param name="Parameters">Name and whether it is an integer; the first decides the lanes.</param>
/// <param name="Steps">Named intermediate values (integer or float), in order.</param>
internal sealed record MathFunction(
    string Name,
    string Summary,
    int Lanes,
    EquatableArray<FunctionParameter> Parameters,
    EquatableArray<FunctionStep> Steps,
    VectorExpression Result)
{
    public const string Argument = "x";

    /// <summary>Local variables of a method in which a call is inlined: parameters and steps, of the functions that it
    /// calls itself, too.</summary>
    public int Locals => Parameters.Count + Steps.Count + Steps.Select(s => s.Value).Append(Result).SelectMany(v => v.Parts())
        .Select(Called).Sum(f => f?.Locals ?? 0);

    /// <summary>Functions that a nest's vector expressions call, with those that they call themselves, callees first.</summary>
    public static IReadOnlyList<MathFunction> UsedBy(IEnumerable<VectorExpression> vectors)
    {
        var found = new Dictionary<(string, int), MathFunction>();
        void Visit(IEnumerable<VectorExpression> expressions)
        {
            foreach (MathFunction function in expressions.Select(Called).OfType<MathFunction>()
                .Where(f => !found.ContainsKey((f.Name, f.Lanes))))
            {
                Visit(function.Steps.Select(s => s.Value).Append(function.Result).SelectMany(v => v.Parts()));
                if (!found.ContainsKey((function.Name, function.Lanes))) found.Add((function.Name, function.Lanes), function);
            }
        }

        Visit(vectors);
        return InOrder(found.Values);
    }

    /// <summary>Whether what an expression becomes calls a function.</summary>
    public static bool IsCalledBy(Expression expression) => expression.Parts().Any(part => part switch
    {
        Unary unary => unary.Operator is not (UnaryOperator.Negate or UnaryOperator.Abs or UnaryOperator.SquareRoot),
        Activated activated => IsCalledBy(ActivationFunctions.Expand(activated with { Operand = new Accumulator() })),
        Keep => true,
        _ => false,
    });

    /// <summary>What any of several nests uses.</summary>
    public static IReadOnlyList<MathFunction> Together(IEnumerable<IReadOnlyList<MathFunction>> used) =>
        InOrder(used.SelectMany(f => f).GroupBy(f => (f.Name, f.Lanes)).Select(g => g.First()));

    private static IReadOnlyList<MathFunction> InOrder(IEnumerable<MathFunction> functions) =>
        [.. functions.OrderBy(f => f.Name, StringComparer.Ordinal).ThenByDescending(f => f.Lanes)];

    private static MathFunction? Called(VectorExpression e) => e switch
    {
        VectorUnary { Operator: UnaryOperator.Exp } => MathFunctions.Exp(e.Lanes),
        VectorUnary { Operator: UnaryOperator.ExpMinusOne } => MathFunctions.ExpMinusOne(e.Lanes),
        VectorUnary { Operator: UnaryOperator.Log } => MathFunctions.Log(e.Lanes),
        VectorUnary { Operator: UnaryOperator.LogOnePlus } => MathFunctions.LogOnePlus(e.Lanes),
        VectorUnary { Operator: UnaryOperator.Tanh } => MathFunctions.Tanh(e.Lanes),
        VectorUnary { Operator: UnaryOperator.Sigmoid } => MathFunctions.Sigmoid(e.Lanes),
        VectorUnary { Operator: UnaryOperator.NormalCdf } => MathFunctions.NormalCdf(e.Lanes),
        KeepFactor { IsNoise: true } => MathFunctions.Noise(e.Lanes),
        KeepFactor => MathFunctions.Keep(e.Lanes),
        _ => null,
    };
}

internal readonly record struct FunctionParameter(string Name, FunctionParameterKind Kind);

internal enum FunctionParameterKind { Lanes, Float, Integer }

internal sealed record FunctionStep(string Name, VectorExpression Value, bool IsInteger);
