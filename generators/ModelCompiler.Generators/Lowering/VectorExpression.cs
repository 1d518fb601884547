using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>A value of <paramref name="Lanes"/> floats; one lane is a scalar.</summary>
internal abstract record VectorExpression(int Lanes)
{
    /// <summary>This with its parts as a rewriter returns them; itself where they are the same.</summary>
    public abstract VectorExpression RewriteParts(NestRewriter rewriter);

    /// <summary>This and all parts.</summary>
    public IEnumerable<VectorExpression> Parts()
    {
        var parts = new List<VectorExpression>();
        Visit(parts.Add);
        return parts;
    }

    /// <summary>Calls <paramref name="visit"/> for this and all parts, without a list of them: most of a generator's run is spent on these
    /// trees.</summary>
    public void Visit(Action<VectorExpression> visit) => new VectorVisitor(visit).Visit(this);

    /// <summary>This with every part that <paramref name="rewrite"/> answers for replaced (outermost first).</summary>
    public VectorExpression Rewrite(Func<VectorExpression, VectorExpression?> rewrite) => new VectorRewriter(rewrite).Rewrite(this);
}

// --- by their parts ---

/// <summary>A value without parts.</summary>
internal abstract record PlainVector(int Lanes) : VectorExpression(Lanes)
{
    public sealed override VectorExpression RewriteParts(NestRewriter rewriter) => this;
}

/// <summary>A value from memory.</summary>
internal abstract record VectorRead(Access From, int Lanes) : VectorExpression(Lanes)
{
    public sealed override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        Access from = rewriter.Rewrite(From);
        return ReferenceEquals(from, From) ? this : this with { From = from };
    }
}

/// <summary>A value made of one other.</summary>
internal abstract record OfOneVector(VectorExpression Operand, int Lanes) : VectorExpression(Lanes)
{
    public sealed override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        VectorExpression operand = rewriter.Rewrite(Operand);
        return ReferenceEquals(operand, Operand) ? this : this with { Operand = operand };
    }
}

/// <summary>A value made of two others.</summary>
internal abstract record OfTwoVectors(VectorExpression Left, VectorExpression Right, int Lanes) : VectorExpression(Lanes)
{
    public sealed override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression left, VectorExpression right) = (rewriter.Rewrite(Left), rewriter.Rewrite(Right));
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

// --- leaves ---

/// <summary>Neighbouring floats from memory.</summary>
internal sealed record VectorLoad(Access From, int Lanes) : VectorRead(From, Lanes);

/// <summary>The same where the address is known to be a multiple of the vector's size: one access, on devices that care.</summary>
internal sealed record AlignedLoad(Access From, int Lanes) : VectorRead(From, Lanes);

/// <summary>One float from memory in all lanes.</summary>
internal sealed record Broadcast(Access From, int Lanes) : VectorRead(From, Lanes);

internal sealed record Splat(float Value, int Lanes) : PlainVector(Lanes);

internal sealed record RunSplat(RunNumberKind Kind, int Lanes) : PlainVector(Lanes);

internal sealed record IntSplat(IntExpression Value, int Lanes) : VectorExpression(Lanes)
{
    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        IntExpression value = rewriter.Rewrite(Value);
        return ReferenceEquals(value, Value) ? this : this with { Value = value };
    }
}

internal sealed record VectorName(string Name, int Lanes) : VectorExpression(Lanes)
{
    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        string name = rewriter.Use(Name);
        return ReferenceEquals(name, Name) ? this : this with { Name = name };
    }
}

/// <summary>Dropout's factors for neighbouring elements from number <paramref name="Element"/> on.</summary>
internal sealed record KeepFactor(float Rate, int Stream, LinearForm Element, int Lanes) : VectorExpression(Lanes)
{
    /// <summary>Normal numbers instead, the rate their standard deviation.</summary>
    public bool IsNoise { get; init; }

    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        LinearForm element = rewriter.Rewrite(Element);
        return ReferenceEquals(element, Element) ? this : this with { Element = element };
    }
}

// --- arithmetic ---

internal sealed record VectorUnary(UnaryOperator Operator, VectorExpression Operand) : OfOneVector(Operand, Operand.Lanes);

internal sealed record VectorBinary(BinaryOperator Operator, VectorExpression Left,
    VectorExpression Right) : OfTwoVectors(Left, Right, Left.Lanes);

/// <summary>Left · Right + Addend, rounded once where the machine can.</summary>
internal sealed record MultiplyAdd(VectorExpression Left, VectorExpression Right, VectorExpression Addend) : VectorExpression(Left.Lanes)
{
    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression left, VectorExpression right, VectorExpression addend) = (rewriter.Rewrite(Left), rewriter.Rewrite(Right),
            rewriter.Rewrite(Addend));
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) && ReferenceEquals(addend, Addend)
            ? this
            : this with { Left = left, Right = right, Addend = addend };
    }
}

/// <summary>
/// Addend + the four products of the bytes of <paramref name="Left"/>, unsigned, with those of <paramref name="Right"/>, signed, lane by
/// lane. The addend and the result are whole numbers of 32 bits in the place of floats: a sum starts as the bits of 0, and is read by
/// <see cref="Reinterpret"/> and <see cref="ConvertToFloat"/>.
/// </summary>
internal sealed record DotAdd(VectorExpression Left, VectorExpression Right, VectorExpression Addend) : VectorExpression(Left.Lanes)
{
    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression left, VectorExpression right) = (rewriter.Rewrite(Left), rewriter.Rewrite(Right));
        VectorExpression addend = rewriter.Rewrite(Addend);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) && ReferenceEquals(addend, Addend)
            ? this
            : this with { Left = left, Right = right, Addend = addend };
    }
}

internal sealed record VectorSelect(
    Comparison Comparison, VectorExpression Left, VectorExpression Right, VectorExpression WhenTrue,
        VectorExpression WhenFalse) : VectorExpression(WhenTrue.Lanes)
{
    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression left, VectorExpression right) = (rewriter.Rewrite(Left), rewriter.Rewrite(Right));
        (VectorExpression whenTrue, VectorExpression whenFalse) = (rewriter.Rewrite(WhenTrue), rewriter.Rewrite(WhenFalse));
        bool same = ReferenceEquals(left, Left) && ReferenceEquals(right, Right);
        return same && ReferenceEquals(whenTrue, WhenTrue) && ReferenceEquals(whenFalse, WhenFalse)
            ? this
            : this with { Left = left, Right = right, WhenTrue = whenTrue, WhenFalse = whenFalse };
    }
}

// --- lanes ---

/// <summary>The sum of all lanes, a scalar.</summary>
internal sealed record LaneSum(VectorExpression Operand) : OfOneVector(Operand, 1);

/// <summary>The sums of all lanes of several vectors, in as many lanes; of scalars, these themselves.</summary>
internal sealed record LaneSums(EquatableArray<VectorExpression> Operands) : VectorExpression(Operands.Count)
{
    public override VectorExpression RewriteParts(NestRewriter rewriter)
    {
        VectorExpression[] operands = [.. Operands.Select(rewriter.Rewrite)];
        return operands.Zip(Operands, ReferenceEquals).All(same => same) ? this : new LaneSums(operands.ToEquatableArray());
    }
}

/// <summary>The first <paramref name="Lanes"/> of a wider vector: the same register.</summary>
internal sealed record FirstLanes(VectorExpression Operand, int Lanes) : OfOneVector(Operand, Lanes);

/// <summary>One lane of a vector in all lanes.</summary>
internal sealed record LaneOf(VectorExpression Operand, int Lane, int Lanes) : OfOneVector(Operand, Lanes);

// --- whole numbers in lanes, for the insides of functions: the same lanes seen as 32-bit integers ---

/// <summary>The bits of floats as integers, or back.</summary>
internal sealed record Reinterpret(VectorExpression Operand, bool ToInteger) : OfOneVector(Operand, Operand.Lanes);

/// <summary>Integers as floats of the same value.</summary>
internal sealed record ConvertToFloat(VectorExpression Operand) : OfOneVector(Operand, Operand.Lanes);

internal sealed record IntegerSplat(int Value, int Lanes) : PlainVector(Lanes);

/// <summary>0, 1, 2 … along the lanes.</summary>
internal sealed record LaneNumbers(int Lanes) : PlainVector(Lanes);

/// <summary>An integer argument of the function in all lanes.</summary>
internal sealed record IntegerArgument(string Name, int Lanes) : PlainVector(Lanes);

/// <summary>Arithmetic that wraps; shifts take their distance from a constant.</summary>
internal sealed record IntegerBinary(IntegerOperator Operator, VectorExpression Left,
    VectorExpression Right) : OfTwoVectors(Left, Right, Left.Lanes);

internal enum IntegerOperator { Add, Subtract, Multiply, Xor, And, ShiftLeft, ShiftRight }
