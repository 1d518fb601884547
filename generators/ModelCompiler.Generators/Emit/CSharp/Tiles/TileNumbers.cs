using System.Globalization;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// Takes the numbers out of a tile: in place of the first stands 2, in place of the next 3, and so on. 0 and 1 stay, since what has another
/// 0 or 1 is other code, and so do signs.
/// </summary>
internal sealed class TileNumbers : NestRewriter
{
    /// <summary>What stands in place of the first number.</summary>
    public const int First = 2;

    private readonly List<TileValue> values = [];
    private NumberRole role = NumberRole.Count;

    private TileNumbers()
    {
    }

    /// <summary>The code with positions in place of its numbers, and the numbers.</summary>
    public static (EquatableArray<NestStatement> Code, EquatableArray<TileValue> Values) TakeOut(EquatableArray<NestStatement> code)
    {
        var numbers = new TileNumbers();
        return (numbers.Rewrite(code), numbers.values.ToEquatableArray());
    }

    public override NestStatement? Rewrite(NestStatement statement)
    {
        switch (statement)
        {
            case PointerLet let:
                return let with { Offset = Offset(let.Offset) };
            case PointerAdvance advance:
                return advance with { Elements = Position(new TileValue(NumberRole.Step, advance.Elements)) };
            default:
                return base.Rewrite(statement);
        }
    }

    public override VectorExpression Rewrite(VectorExpression vector) => vector is Splat splat && IsNumber(splat.Value)
        ? splat with { Value = Position(new TileValue(NumberRole.Float, 0, splat.Value)) }
        : base.Rewrite(vector);

    public override IntExpression Rewrite(IntExpression number) => number switch
    {
        IntNumber n => n.Value < First ? n : new IntNumber(Number(n.Value)),
        IntBinary { Operator: IntOperator.Add, Right: IntNumber { Value: < 0 } n } sum =>
            sum with { Left = Rewrite(sum.Left), Right = new IntNumber(Number(n.Value)) },
        IntBinary { Operator: IntOperator.Divide or IntOperator.Remainder, Right: IntNumber } quotient =>
            quotient with { Left = Rewrite(quotient.Left) },
        _ => base.Rewrite(number),
    };

    public override Access Rewrite(Access access) => access with { Offset = Offset(access.Offset) };

    public override long Distance(long elements)
    {
        role = NumberRole.Offset;
        long position = Number(elements);
        role = NumberRole.Count;
        return position;
    }

    public override LinearForm Rewrite(LinearForm form)
    {
        EquatableArray<(string, long)> terms = form.Terms.Map(t => (t.Variable, Number(t.Coefficient)));
        return new LinearForm(terms, terms.Count == 0 && form.Constant < 0 ? form.Constant : Number(form.Constant));
    }

    private LinearForm Offset(LinearForm offset)
    {
        role = offset.Terms.Count == 0 ? NumberRole.Offset : NumberRole.Step;
        LinearForm positions = Rewrite(offset);
        role = NumberRole.Count;
        return positions;
    }

    /// <summary>The position of a number, which takes its sign; itself where that is code.</summary>
    private long Number(long number) =>
        Math.Abs(number) < First ? number : Math.Sign(number) * Position(new TileValue(role, Math.Abs(number)));

    private int Position(TileValue value)
    {
        values.Add(value);
        return values.Count - 1 + First;
    }

    /// <summary>-0 is no 0, which it is equal to.</summary>
    private static bool IsNumber(float value) => (value is not (0 or 1 or -1) && !float.IsInfinity(value)) || 1 / value < -float.MaxValue;
}

/// <summary>A number of a tile.</summary>
/// <param name="Number">Without its sign; 0 for a float.</param>
/// <param name="Factor">The float; 0 for another number.</param>
internal readonly record struct TileValue(NumberRole Role, long Number, float Factor = 0)
{
    public string Literal => Role == NumberRole.Float ? CSharpDialect.Literal(Factor) : Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a number of a tile is for.</summary>
internal enum NumberRole
{
    /// <summary>A bound of a loop, or a part of one.</summary>
    Count,

    /// <summary>Elements by which a pointer moves.</summary>
    Step,

    /// <summary>Elements from a pointer to an access.</summary>
    Offset,

    Float,
}
