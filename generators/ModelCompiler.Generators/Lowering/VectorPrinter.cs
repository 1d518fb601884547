using System.Globalization;
using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Vector and whole-number expressions of loop nests as text of no language. Reads show their lanes: <c>input[16]:8</c>; one float in all
/// lanes is <c>input[16]*8</c>.
/// </summary>
internal static class VectorPrinter
{
    public static string Print(VectorExpression e) => e switch
    {
        VectorLoad l => $"{Print(l.From)}:{l.Lanes}",
        AlignedLoad l => $"{Print(l.From)}:{l.Lanes}",
        Broadcast b => $"{Print(b.From)}*{b.Lanes}",
        Splat s => s.Value.ToString("R", CultureInfo.InvariantCulture),
        RunSplat { Kind: RunNumberKind.LossScale } => "loss scale",
        RunSplat => "1/batch",
        IntSplat i => $"float({Print(i.Value)})",
        VectorName n => n.Name,
        VectorUnary { Operator: UnaryOperator.Negate } u => $"-{Factor(u.Operand)}",
        VectorUnary u => $"{Lower(u.Operator)}({Print(u.Operand)})",
        VectorBinary { Operator: BinaryOperator.Max or BinaryOperator.Min } b => $"{Lower(b.Operator)}({Print(b.Left)}, {Print(b.Right)})",
        VectorBinary b => $"{Factor(b.Left)} {Symbol(b.Operator)} {Factor(b.Right)}",
        MultiplyAdd m => $"{Factor(m.Left)} · {Factor(m.Right)} + {Factor(m.Addend)}",
        DotAdd d => $"{Factor(d.Left)} ∙ {Factor(d.Right)} + {Factor(d.Addend)}",
        Reinterpret r => $"{(r.ToInteger ? "bits" : "floatOf")}({Print(r.Operand)})",
        ConvertToFloat c => $"float({Print(c.Operand)})",
        VectorSelect s => $"({Print(s.Left)} {Symbol(s.Comparison)} {Print(s.Right)} ? {Print(s.WhenTrue)} : {Print(s.WhenFalse)})",
        FirstLanes f => $"{Print(f.Operand)}:{f.Lanes}",
        LaneOf l => $"{Print(l.Operand)}.{l.Lane}",
        LaneSum s => $"lanes({Print(s.Operand)})",
        LaneSums s => $"lanes({string.Join(", ", s.Operands.Select(Print))})",
        KeepFactor k => $"{(k.IsNoise ? "noise" : "keep")}({k.Rate.ToString("R", CultureInfo.InvariantCulture)}, stream {k.Stream}, "
            + $"from {Print(k.Element.ToExpression())})",
        _ => throw new InvalidOperationException($"No notation for {e.GetType().Name}."),
    };

    public static string Print(Access access) => $"{access.Base}[{Print(access.Offset.ToExpression())}]";

    public static string Print(IntExpression e) => e switch
    {
        IntNumber n => n.Value.ToString(CultureInfo.InvariantCulture),
        IntVariable v => v.Name,
        IntWorkItem w => $"{Lower(w.Id)} id",
        IntBinary { Operator: IntOperator.Max or IntOperator.Min } b => $"{Lower(b.Operator)}({Print(b.Left)}, {Print(b.Right)})",
        IntBinary { Operator: IntOperator.Add, Right: IntNumber { Value: < 0 } n } b => $"{Print(b.Left)} - {-n.Value}",
        IntBinary b => $"{Operand(b.Left, b, first: true)} {Symbol(b.Operator)} {Operand(b.Right, b, first: false)}",
        _ => throw new InvalidOperationException($"No notation for {e.GetType().Name}."),
    };

    /// <summary>Sums and first factors that are products stand bare; whatever else is nested gets parentheses.</summary>
    private static string Operand(IntExpression e, IntBinary parent, bool first)
    {
        bool sum = parent.Operator is IntOperator.Add or IntOperator.Subtract;
        bool bare = e is not IntBinary inner || inner.Operator is IntOperator.Max or IntOperator.Min
            || (sum && (first || inner.Operator is IntOperator.Multiply)) || (first && inner.Operator == parent.Operator);
        return bare ? Print(e) : $"({Print(e)})";
    }

    private static string Factor(VectorExpression e) =>
        e is VectorBinary { Operator: not (BinaryOperator.Max or BinaryOperator.Min) } or MultiplyAdd ? $"({Print(e)})" : Print(e);

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
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => "=",
    };

    private static string Symbol(IntOperator o) => o switch
    {
        IntOperator.Add => "+",
        IntOperator.Subtract => "-",
        IntOperator.Multiply => "·",
        IntOperator.Divide => "/",
        _ => "mod",
    };

    private static string Lower<TEnum>(TEnum member) where TEnum : struct, Enum => member.ToString().ToLowerInvariant();
}
