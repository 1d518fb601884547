using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>LoopNest → text, for every C-like language.</summary>
/// <param name="numbers">
/// Of code in which positions stand in place of numbers (<see cref="CSharp.Tiles.TileShape"/>): what to write for each.
/// </param>
internal class CStyleRenderer(Dialect dialect, SourceWriter writer, Func<long, string>? numbers = null)
{
    /// <summary>In how many loops of the code so far each of its integers is; what it is given is in none.</summary>
    private readonly Dictionary<string, int> depths = [];

    private int depth;

    public virtual void Statements(EquatableArray<NestStatement> statements)
    {
        foreach (NestStatement statement in statements) Statement(statement);
    }

    public string Vector(VectorExpression e) => e switch
    {
        VectorRead { From.Element: not ElementType.Single } r => dialect.Widen(r.From.Element, dialect.Identifier(r.From.Base),
            Offset(r.From.Offset), r.Lanes, toAll: r is Broadcast),
        VectorLoad l => dialect.Load(dialect.Identifier(l.From.Base), Offset(l.From.Offset), l.Lanes),
        AlignedLoad l => dialect.LoadAligned(dialect.Identifier(l.From.Base), Offset(l.From.Offset), l.Lanes),
        Broadcast b => dialect.Broadcast(dialect.Identifier(b.From.Base), Offset(b.From.Offset), b.Lanes),
        Splat { Value: >= 2 and < float.PositiveInfinity } s when numbers is not null => dialect.SplatOf(numbers((long)s.Value), s.Lanes),
        Splat s => dialect.Splat(s.Value, s.Lanes),
        RunSplat r => dialect.SplatOf(r.Kind == RunNumberKind.LossScale ? LoopNest.LossScale : LoopNest.InverseBatch, r.Lanes),
        IntSplat i => dialect.SplatOf(dialect.IntegerToFloat(Integer(i.Value)), i.Lanes),
        VectorName n => dialect.Identifier(n.Name),
        VectorUnary u => dialect.Unary(u.Operator, Vector(u.Operand), u.Lanes),
        VectorBinary b => dialect.Binary(b.Operator, Vector(b.Left), Vector(b.Right), b.Lanes),
        MultiplyAdd m => dialect.MultiplyAdd(Vector(m.Left), Vector(m.Right), Vector(m.Addend), m.Lanes),
        DotAdd d => dialect.DotAdd(Vector(d.Left), Vector(d.Right), Vector(d.Addend), d.Lanes),
        VectorSelect s => dialect.Select(s.Comparison, Vector(s.Left), Vector(s.Right), Vector(s.WhenTrue), Vector(s.WhenFalse), s.Lanes),
        FirstLanes f => dialect.FirstLanes(Vector(f.Operand), f.Operand.Lanes, f.Lanes),
        LaneOf l => dialect.SplatOf(dialect.Lane(Vector(l.Operand), l.Lane), l.Lanes),
        LaneSum s => dialect.LaneSum(Vector(s.Operand), s.Operand.Lanes),
        LaneSums s => dialect.LaneSums([.. s.Operands.Select(Vector)], s.Operands[0].Lanes),
        KeepFactor { IsNoise: true } k => dialect.Noise($"{LoopNest.DropoutSeed} + {k.Stream << 10}", Integer(k.Element.ToExpression()),
            dialect.Splat(k.Rate, k.Lanes), k.Lanes),
        KeepFactor k => dialect.Keep(
            $"{LoopNest.DropoutSeed} + {k.Stream << 10}", Integer(k.Element.ToExpression()), dialect.Splat(k.Rate, k.Lanes),
                dialect.Splat(1f / (1f - k.Rate), k.Lanes), k.Lanes),
        Reinterpret r => dialect.Reinterpret(Vector(r.Operand), r.ToInteger, r.Lanes),
        ConvertToFloat c => dialect.ConvertToFloat(Vector(c.Operand), c.Lanes),
        IntegerSplat s => dialect.IntegerSplat(s.Value, s.Lanes),
        IntegerArgument a => dialect.IntegerSplatOf(a.Name, a.Lanes),
        LaneNumbers n => dialect.LaneNumbers(n.Lanes),
        IntegerBinary b => dialect.Integer(b.Operator, Vector(b.Left), b.Right is IntegerSplat s
            && b.Operator is IntegerOperator.ShiftLeft or IntegerOperator.ShiftRight ? Constant(b.Right) : Vector(b.Right), b.Lanes),
        _ => throw new InvalidOperationException($"No rendering of {e.GetType().Name}."),
    };

    public string Integer(IntExpression e) => e switch
    {
        IntNumber n => Number(n.Value),
        IntVariable v => dialect.Identifier(v.Name),
        IntWorkItem w => dialect.WorkItem(w.Id),
        IntBinary { Operator: IntOperator.Max } b => dialect.Maximum(Integer(b.Left), Integer(b.Right)),
        IntBinary { Operator: IntOperator.Min } b => dialect.Minimum(Integer(b.Left), Integer(b.Right)),
        IntBinary { Operator: IntOperator.Add, Right: IntNumber { Value: < 0 } n } b => $"{Integer(b.Left)} - {Number(-n.Value)}",
        IntBinary { Operator: IntOperator.Divide or IntOperator.Remainder, Right: IntNumber n } b =>
            $"{Operand(b.Left, b.Operator, first: true)} {Symbol(b.Operator)} {Literal(n.Value)}",
        IntBinary b => $"{Operand(b.Left, b.Operator, first: true)} {Symbol(b.Operator)} {Operand(b.Right, b.Operator, first: false)}",
        _ => throw new InvalidOperationException($"No rendering of {e.GetType().Name}."),
    };

    /// <summary>Text without the parentheses around the whole of it.</summary>
    public static string WithoutParentheses(string text)
    {
        if (text.Length < 2 || text[0] != '(' || text[text.Length - 1] != ')') return text;
        int depth = 0;
        for (int i = 0; i < text.Length - 1; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')') depth--;
            if (depth == 0) return text; // The first parenthesis closes before the end: it is not around the whole.
        }

        return text.Substring(1, text.Length - 2);
    }

    private static string Constant(VectorExpression e) => ((IntegerSplat)e).Value.ToString(CultureInfo.InvariantCulture);

    protected virtual void Statement(NestStatement statement)
    {
        switch (statement)
        {
            case Comment comment:
                writer.Line($"// {comment.Text}");
                break;
            case AxisRemark remark:
                writer.Line($"// {remark.Text}");
                break;
            case Loop loop:
                string variable = dialect.Identifier(loop.Variable), step = loop.Step == 1 ? $"{variable}++" : $"{variable} += {loop.Step}";
                using (writer.Block(
                    $"for ({dialect.IndexType(loop.Wide)} {variable} = {Integer(loop.From)}; {variable} < {Integer(loop.To)}; {step})"))
                {
                    depths[loop.Variable] = ++depth;
                    Statements(loop.Body);
                    depth--;
                }

                break;
            case Conditional conditional:
                Choose(conditional);
                break;
            case Scope scope:
                using (writer.Block()) Statements(scope.Body);
                break;
            case RegisterTile tile:
                Statements(tile.Body);
                break;
            case IntegerLet let:
                writer.Line($"{dialect.IndexType(let.Wide)} {dialect.Identifier(let.Name)} = {Integer(let.Value)};");
                depths[let.Name] = depth;
                break;
            case PointerLet let:
                writer.Line(dialect.Pointer(dialect.Identifier(let.Name), dialect.Identifier(let.Buffer), Offset(let.Offset), let.Element));
                break;
            case PointerAdvance advance:
                writer.Line(dialect.Advance(dialect.Identifier(advance.Name), Number(advance.Elements), advance.Element));
                break;
            case LocalArray array:
                writer.Line(dialect.LocalArray(dialect.Identifier(array.Name), array.Floats));
                break;
            case GroupBarrier barrier:
                writer.Line(dialect.Barrier(barrier.Buffers));
                break;
            case VectorLet let:
                writer.Line(
                    $"{dialect.VectorType(let.Value.Lanes)} {dialect.Identifier(let.Name)} = {WithoutParentheses(Vector(let.Value))};");
                break;
            case VectorSet set:
                writer.Line($"{dialect.Identifier(set.Name)} = {WithoutParentheses(Vector(set.Value))};");
                break;
            case RowsStore rows:
                writer.Line(
                    dialect.StoreRows(
                        dialect.Identifier(rows.To.Base), Offset(rows.To.Offset), rows.Stride.ToString(CultureInfo.InvariantCulture),
                        [.. rows.Values.Select(v => dialect.Identifier(v.Name))], rows.Values[0].Lanes));
                break;
            case Prefetch prefetch:
                if (dialect.Prefetch(prefetch.From.Element, dialect.Identifier(prefetch.From.Base), Offset(prefetch.From.Offset))
                    is { } ask)
                    writer.Line(ask);
                break;
            case Store { To.Element: not ElementType.Single } store:
                writer.Line(dialect.Narrow(store.To.Element, dialect.Identifier(store.To.Base), Offset(store.To.Offset),
                    WithoutParentheses(Vector(store.Value)), store.Value.Lanes));
                break;
            case Store { Aligned: true } store:
                writer.Line(dialect.StoreAligned(dialect.Identifier(store.To.Base), Offset(store.To.Offset),
                    WithoutParentheses(Vector(store.Value)), store.Value.Lanes));
                break;
            case Store store:
                writer.Line(dialect.Store(dialect.Identifier(store.To.Base), Offset(store.To.Offset),
                    store.Value.Lanes == 1 ? WithoutParentheses(Vector(store.Value)) : Vector(store.Value), store.Value.Lanes));
                break;
            default:
                throw new InvalidOperationException($"No rendering of {statement.GetType().Name}.");
        }
    }

    private void Choose(Conditional conditional)
    {
        using (writer.Block($"if ({Conditions(conditional)})")) Statements(conditional.Then);
        if (conditional.Else.Count == 0) return;
        if (conditional.Else.Count == 1 && conditional.Else[0] is Loop only)
        {
            using (writer.Block("else")) Statement(only);
            return;
        }

        using (writer.Block("else")) Statements(conditional.Else);
    }

    /// <summary>All that must hold.</summary>
    protected string Conditions(Conditional conditional) => string.Join(" && ", conditional.Conditions.Select(Condition));

    private string Condition(Condition c) => c.Kind switch
    {
        ConditionKind.Within => dialect.Within(Integer(c.Left), Integer(c.Right)),
        ConditionKind.Divisible => $"({Integer(c.Left)}) % {Integer(c.Right)} == 0",
        ConditionKind.Less => $"{Integer(c.Left)} < {Integer(c.Right)}",
        _ => $"{Integer(c.Left)} <= {Integer(c.Right)}",
    };

    protected string Offset(LinearForm offset) =>
        Integer(offset.ToExpression(variable => depths.TryGetValue(variable, out int inLoops) ? inLoops : 0));

    protected string Number(long value) => numbers is null || value < 2 ? Literal(value) : numbers(value);

    private static string Literal(long value) => value.ToString(CultureInfo.InvariantCulture);

    private string Operand(IntExpression e, IntOperator parent, bool first)
    {
        string text = Integer(e);
        bool tight = parent is IntOperator.Multiply or IntOperator.Divide or IntOperator.Remainder;
        bool compound = e is IntBinary { Operator: not (IntOperator.Max or IntOperator.Min) } inner
            && (tight ? inner.Operator is IntOperator.Add or IntOperator.Subtract || (!first || parent != inner.Operator) : !first
            && inner.Operator is IntOperator.Add or IntOperator.Subtract);
        return compound ? $"({text})" : text;
    }

    private static string Symbol(IntOperator operation) => operation switch
    {
        IntOperator.Add => "+",
        IntOperator.Subtract => "-",
        IntOperator.Multiply => "*",
        IntOperator.Divide => "/",
        _ => "%",
    };
}
