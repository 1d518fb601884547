using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// C# in which what kernels do most has short names of the runtime: <c>VectorAccess</c> for memory, <c>FusedMultiplyAdds</c> for the rows
/// and columns of a tile, <c>VectorFunctions</c> for what is computed most. C# binds a call of one overload in two thirds of the time, and
/// a line says as much as three. The JIT inlines them all, up to a number of locals (<see cref="InlineBudget"/>).
/// </summary>
/// <param name="fused">The target always has fused multiply-add; otherwise the runtime uses it where the machine does.</param>
internal sealed class RowDialect(bool fused) : CSharpDialect(fused)
{
    /// <summary>Classes of the runtime whose methods it calls by their names alone.</summary>
    public static IEnumerable<string> Types(bool fused) =>
        ["VectorAccess", "VectorFunctions", "VectorRowAccess", fused ? "FusedMultiplyAdds" : "EstimatedMultiplyAdds"];

    /// <summary>What a file of kernels calls vectors: as their loads, stores and multiply-adds, after how many floats they hold.</summary>
    public static string NameOfVector(int lanes) => $"Floats{lanes}";

    public override bool WritesRows => true;

    public override string VectorType(int lanes) => lanes == 1 ? "float" : NameOfVector(lanes);

    public override string Load(string pointer, string offset, int lanes) =>
        lanes == 1 ? At(pointer, offset) : $"Load{lanes}(ref {pointer}, {offset})";

    public override string Broadcast(string pointer, string offset, int lanes) =>
        lanes == 1 ? At(pointer, offset) : $"Splat{lanes}(ref {pointer}, {offset})";

    public override string SplatOf(string scalar, int lanes) => lanes == 1 ? scalar : $"Splat{lanes}({scalar})";

    public override string Store(string pointer, string offset, string value, int lanes) =>
        lanes == 1 ? $"{At(pointer, offset)} = {value};"
            : $"Store{lanes}(ref {pointer}, {offset}, {CStyleRenderer.WithoutParentheses(value)});";

    public override string? Prefetch(ElementType element, string pointer, string offset) =>
        element == ElementType.Single ? $"Prefetch(ref {pointer}, {offset});" : base.Prefetch(element, pointer, offset);

    public override string MultiplyAdd(string a, string b, string c, int lanes) => Call($"Fma{lanes}", a, b, c);

    public override string Binary(BinaryOperator operation, string a, string b, int lanes) =>
        lanes > 1 && operation == BinaryOperator.Max && b == Splat(0, lanes) ? Call($"Relu{lanes}", a)
            : base.Binary(operation, a, b, lanes);

    public override string Select(Comparison comparison, string left, string right, string whenTrue, string whenFalse, int lanes)
    {
        bool isGradient = lanes > 1 && comparison == Comparison.LessOrEqual && right == Splat(0, lanes) && whenTrue == right;
        return isGradient ? Call($"ReluGradient{lanes}", left, whenFalse)
            : base.Select(comparison, left, right, whenTrue, whenFalse, lanes);
    }

    public override string At(string pointer, string offset) => offset == "0" ? pointer : $"At(ref {pointer}, {offset})";
}
