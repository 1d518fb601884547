using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>A value of <paramref name="Lanes"/> floats; one lane is a scalar.</summary>
internal abstract record VectorExpression(int Lanes)
{
    /// <summary>This and all parts.</summary>
    public IEnumerable<VectorExpression> Parts()
    {
        var parts = new List<VectorExpression>();
        Visit(parts.Add);
        return parts;
    }

    /// <summary>Calls <paramref name="visit"/> for this and all parts, without a list of them: most of a generator's run is spent on these trees.</summary>
    public void Visit(Action<VectorExpression> visit)
    {
        visit(this);
        switch (this)
        {
            case VectorLoad or Broadcast or VectorName or Splat:
                break;
            case VectorUnary u:
                u.Operand.Visit(visit);
                break;
            case VectorBinary b:
                b.Left.Visit(visit);
                b.Right.Visit(visit);
                break;
            case MultiplyAdd m:
                m.Left.Visit(visit);
                m.Right.Visit(visit);
                m.Addend.Visit(visit);
                break;
            default:
                foreach (VectorExpression child in Children()) child.Visit(visit);
                break;
        }
    }

    /// <summary>This with every part that <paramref name="rewrite"/> answers for replaced (outermost first).</summary>
    public VectorExpression Rewrite(Func<VectorExpression, VectorExpression?> rewrite)
    {
        if (rewrite(this) is { } replacement) return replacement;
        return this switch
        {
            VectorUnary u => u with { Operand = u.Operand.Rewrite(rewrite) },
            VectorBinary b => b with { Left = b.Left.Rewrite(rewrite), Right = b.Right.Rewrite(rewrite) },
            MultiplyAdd m => m with { Left = m.Left.Rewrite(rewrite), Right = m.Right.Rewrite(rewrite), Addend = m.Addend.Rewrite(rewrite) },
            VectorSelect s => s with
            {
                Left = s.Left.Rewrite(rewrite),
                Right = s.Right.Rewrite(rewrite),
                WhenTrue = s.WhenTrue.Rewrite(rewrite),
                WhenFalse = s.WhenFalse.Rewrite(rewrite),
            },
            LaneSum s => s with { Operand = s.Operand.Rewrite(rewrite) },
            FirstLanes f => f with { Operand = f.Operand.Rewrite(rewrite) },
            _ => this,
        };
    }

    private IEnumerable<VectorExpression> Children() => this switch
    {
        VectorUnary u => [u.Operand],
        VectorBinary b => [b.Left, b.Right],
        MultiplyAdd m => [m.Left, m.Right, m.Addend],
        VectorSelect s => [s.Left, s.Right, s.WhenTrue, s.WhenFalse],
        LaneSum s => [s.Operand],
        LaneOf l => [l.Operand],
        FirstLanes f => [f.Operand],
        Reinterpret r => [r.Operand],
        ConvertToFloat c => [c.Operand],
        IntegerBinary b => [b.Left, b.Right],
        _ => [],
    };
}

/// <summary>Neighbouring floats from memory.</summary>
internal sealed record VectorLoad(Access From, int Lanes) : VectorExpression(Lanes);

/// <summary>The same where the address is known to be a multiple of the vector's size: one access, on devices that care.</summary>
internal sealed record AlignedLoad(Access From, int Lanes) : VectorExpression(Lanes);

/// <summary>One float from memory in all lanes.</summary>
internal sealed record Broadcast(Access From, int Lanes) : VectorExpression(Lanes);

internal sealed record Splat(float Value, int Lanes) : VectorExpression(Lanes);

internal sealed record RunSplat(RunNumberKind Kind, int Lanes) : VectorExpression(Lanes);

internal sealed record IntSplat(IntExpression Value, int Lanes) : VectorExpression(Lanes);

internal sealed record VectorName(string Name, int Lanes) : VectorExpression(Lanes);

internal sealed record VectorUnary(UnaryOperator Operator, VectorExpression Operand) : VectorExpression(Operand.Lanes);

internal sealed record VectorBinary(BinaryOperator Operator, VectorExpression Left, VectorExpression Right) : VectorExpression(Left.Lanes);

/// <summary>Left · Right + Addend, rounded once where the machine can.</summary>
internal sealed record MultiplyAdd(VectorExpression Left, VectorExpression Right, VectorExpression Addend) : VectorExpression(Left.Lanes);

internal sealed record VectorSelect(
    Comparison Comparison, VectorExpression Left, VectorExpression Right, VectorExpression WhenTrue, VectorExpression WhenFalse) : VectorExpression(WhenTrue.Lanes);

/// <summary>The sum of all lanes, a scalar.</summary>
internal sealed record LaneSum(VectorExpression Operand) : VectorExpression(1);

/// <summary>The first <paramref name="Lanes"/> of a wider vector: the same register.</summary>
internal sealed record FirstLanes(VectorExpression Operand, int Lanes) : VectorExpression(Lanes);

/// <summary>One lane of a vector in all lanes.</summary>
internal sealed record LaneOf(VectorExpression Operand, int Lane, int Lanes) : VectorExpression(Lanes);

/// <summary>Dropout's factors for neighbouring elements from number <paramref name="Element"/> on.</summary>
internal sealed record KeepFactor(float Rate, int Stream, LinearForm Element, int Lanes) : VectorExpression(Lanes)
{
    /// <summary>Normal numbers instead, the rate their standard deviation.</summary>
    public bool IsNoise { get; init; }
}

// --- whole numbers in lanes, for the insides of functions: the same lanes seen as 32-bit integers ---

/// <summary>The bits of floats as integers, or back.</summary>
internal sealed record Reinterpret(VectorExpression Operand, bool ToInteger) : VectorExpression(Operand.Lanes);

/// <summary>Integers as floats of the same value.</summary>
internal sealed record ConvertToFloat(VectorExpression Operand) : VectorExpression(Operand.Lanes);

internal sealed record IntegerSplat(int Value, int Lanes) : VectorExpression(Lanes);

/// <summary>0, 1, 2 … along the lanes.</summary>
internal sealed record LaneNumbers(int Lanes) : VectorExpression(Lanes);

/// <summary>An integer argument of the function in all lanes.</summary>
internal sealed record IntegerArgument(string Name, int Lanes) : VectorExpression(Lanes);

/// <summary>Arithmetic that wraps; shifts take their distance from a constant.</summary>
internal sealed record IntegerBinary(IntegerOperator Operator, VectorExpression Left, VectorExpression Right) : VectorExpression(Left.Lanes);

internal enum IntegerOperator { Add, Subtract, Multiply, Xor, And, ShiftLeft, ShiftRight }
