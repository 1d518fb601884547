using System.Globalization;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>Writes statements as formulas: what comments above kernels and dumps of the program show.</summary>
internal static class ComprehensionPrinter
{
    public static string Print(Comprehension c) => Print(c, tensor => tensor.Name);

    /// <param name="name">How a tensor is called, so that a kernel's comment can use its parameters' names.</param>
    public static string Print(Comprehension c, Func<Tensor, string> name)
    {
        string axes = string.Join(", ", c.OutputAxes.Where((_, d) => !c.Output.IsRepeated(d)).Select(a => a.Name));
        string body = Print(c.Body, name, null);
        string reduced = c.Reduction switch
        {
            Reduction.None => body,
            _ when c.ReductionAxes.Count == 0 => body,
            _ => $"{(c.Reduction == Reduction.Sum ? "Σ" : "max")} {string.Join(" ", c.ReductionAxes.Select(a => a.Name))} : {body}",
        };
        bool bare = c.Epilogue is Accumulator;
        string value = bare ? reduced : Print(c.Epilogue, name, c.Reduction == Reduction.None
            || c.ReductionAxes.Count == 0 ? reduced : $"({reduced})");
        return $"{name(c.Output)}[{axes}] = {value}" + (c.Position is null ? "" : $"; {name(c.Position)}[{axes}] = its place");
    }

    private static string Print(Expression e, Func<Tensor, string> name, string? accumulator) => e switch
    {
        Constant c => c.Value.ToString("R", CultureInfo.InvariantCulture),
        RunNumber { Kind: RunNumberKind.LossScale } => "loss scale",
        RunNumber => "1/batch",
        Load l => $"{name(l.Tensor)}[{string.Join(", ", l.Indices)}]",
        Accumulator => accumulator ?? "acc",
        AxisNumber a => a.Index.ToString(),
        Keep { IsNoise: true } k => $"noise({k.Rate.ToString("R", CultureInfo.InvariantCulture)})",
        Keep k => $"keep({k.Rate.ToString("R", CultureInfo.InvariantCulture)})",
        Unary { Operator: UnaryOperator.Negate } u => $"-{Print(u.Operand, name, accumulator)}",
        Unary u => $"{u.Operator.ToString().ToLowerInvariant()}({Print(u.Operand, name, accumulator)})",
        Activated a => $"{a.Kind.ToString().ToLowerInvariant()}({Print(a.Operand, name, accumulator)})",
        Binary { Operator: BinaryOperator.Max or BinaryOperator.Min } b =>
            $"{b.Operator.ToString().ToLowerInvariant()}({Print(b.Left, name, accumulator)}, {Print(b.Right, name, accumulator)})",
        Binary b => $"{Factor(b.Left, b, name, accumulator)} {Symbol(b.Operator)} {Factor(b.Right, b, name, accumulator)}",
        Select s => $"({Print(s.Left, name, accumulator)} {Symbol(s.Comparison)} {Print(s.Right, name, accumulator)} ? "
            + $"{Print(s.WhenTrue, name, accumulator)} : {Print(s.WhenFalse, name, accumulator)})",
        _ => throw new InvalidOperationException($"No notation for {e.GetType().Name}."),
    };

    private static string Factor(Expression e, Binary parent, Func<Tensor, string> name, string? accumulator)
    {
        string text = Print(e, name, accumulator);
        bool tight = parent.Operator is BinaryOperator.Multiply or BinaryOperator.Divide;
        bool loose = e is Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract };
        bool second = ReferenceEquals(e, parent.Right)
            && (parent.Operator == BinaryOperator.Subtract ? loose : parent.Operator == BinaryOperator.Divide && e is Binary);
        return (tight && loose) || second ? $"({text})" : text;
    }

    private static string Symbol(BinaryOperator o) => o switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "·",
        BinaryOperator.Dot => "∙",
        _ => "/",
    };

    private static string Symbol(Comparison c) => c switch
    {
        Comparison.Less => "<",
        Comparison.LessOrEqual => "≤",
        Comparison.Greater => ">",
        _ => "=",
    };
}
