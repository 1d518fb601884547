using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>A scalar expression at one point of an iteration domain.</summary>
internal abstract record Expression
{
    public static Expression operator +(Expression a, Expression b) => Simplifier.Simplify(new Binary(BinaryOperator.Add, a, b));

    public static Expression operator -(Expression a, Expression b) => Simplifier.Simplify(new Binary(BinaryOperator.Subtract, a, b));

    public static Expression operator *(Expression a, Expression b) => Simplifier.Simplify(new Binary(BinaryOperator.Multiply, a, b));

    public static Expression operator /(Expression a, Expression b) => Simplifier.Simplify(new Binary(BinaryOperator.Divide, a, b));

    public static implicit operator Expression(float value) => new Constant(value);

    /// <summary>This expression with every part that <paramref name="rewrite"/> answers for replaced (outermost first).</summary>
    public Expression Rewrite(Func<Expression, Expression?> rewrite)
    {
        if (rewrite(this) is { } replacement) return replacement;
        return this switch
        {
            Unary u => u with { Operand = u.Operand.Rewrite(rewrite) },
            Binary b => b with { Left = b.Left.Rewrite(rewrite), Right = b.Right.Rewrite(rewrite) },
            Select s => s with
            {
                Left = s.Left.Rewrite(rewrite),
                Right = s.Right.Rewrite(rewrite),
                WhenTrue = s.WhenTrue.Rewrite(rewrite),
                WhenFalse = s.WhenFalse.Rewrite(rewrite),
            },
            Activated a => a with { Operand = a.Operand.Rewrite(rewrite) },
            _ => this,
        };
    }

    /// <summary>Replaces axes in every index.</summary>
    public Expression Substitute(IReadOnlyDictionary<Axis, AffineIndex> replacements) => Rewrite(e => e switch
    {
        Load load => load with { Indices = load.Indices.Select(i => i.Substitute(replacements)).ToEquatableArray() },
        Keep keep => keep with { Indices = keep.Indices.Select(i => i.Substitute(replacements)).ToEquatableArray() },
        AxisNumber number => new AxisNumber(number.Index.Substitute(replacements)),
        _ => null,
    });

    /// <summary>
    /// This expression and all its parts: outermost first, and from left to right. Not one iterator inside another, which would go through
    /// all of them for each part of a long sum.
    /// </summary>
    public IEnumerable<Expression> Parts()
    {
        if (this is not (Unary or Binary or Select or Activated))
        {
            yield return this;
            yield break;
        }

        var open = new Stack<Expression>(8);
        open.Push(this);
        while (open.Count > 0)
        {
            Expression part = open.Pop();
            yield return part;
            switch (part)
            {
                case Unary u:
                    open.Push(u.Operand);
                    break;
                case Binary b:
                    open.Push(b.Right);
                    open.Push(b.Left);
                    break;
                case Select s:
                    open.Push(s.WhenFalse);
                    open.Push(s.WhenTrue);
                    open.Push(s.Right);
                    open.Push(s.Left);
                    break;
                case Activated a:
                    open.Push(a.Operand);
                    break;
            }
        }
    }

    public IEnumerable<Load> Loads() => Parts().OfType<Load>();
}

// --- leaves ---

internal sealed record Constant(float Value) : Expression;

/// <summary>A number that the run brings along.</summary>
internal sealed record RunNumber(RunNumberKind Kind) : Expression;

internal enum RunNumberKind
{
    /// <summary>1 / samples in the batch: the scale of the loss's gradient.</summary>
    InverseBatch,

    /// <summary>
    /// What gradients are multiplied by all through a backward pass that keeps them in elements of few exponents (loss scaling).
    /// </summary>
    LossScale,
}

internal sealed record Load(Tensor Tensor, EquatableArray<AffineIndex> Indices) : Expression
{
    public static Load At(Tensor tensor, params Axis[] axes) => new(tensor, axes.Select(AffineIndex.Of).ToEquatableArray());

    /// <summary>Whether what is read depends on an axis.</summary>
    public bool Uses(Axis axis) => Indices.Any(i => i.Uses(axis));
}

/// <summary>The value of the reduction; only in epilogues.</summary>
internal sealed record Accumulator : Expression;

/// <summary>An index as a number.</summary>
internal sealed record AxisNumber(AffineIndex Index) : Expression;

/// <summary>
/// Dropout's factor for one element: 0 with probability <paramref name="Rate"/>, otherwise 1 / (1 - rate). A hash of the step's seed, the
/// layer and the element's place, so forward and backward agree without storing a mask.
/// </summary>
/// <param name="Stream">Tells layers apart.</param>
/// <param name="Shape">The tensor whose element's place counts; it is not read.</param>
internal sealed record Keep(float Rate, int Stream, Tensor Shape, EquatableArray<AffineIndex> Indices) : Expression
{
    /// <summary>A normal number of mean 0 instead, by the same hash; the rate is then its standard deviation.</summary>
    public bool IsNoise { get; init; }
}

// --- functions ---

internal sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary><c>Left ⋛ Right ? WhenTrue : WhenFalse</c>.</summary>
internal sealed record Select(Comparison Comparison, Expression Left, Expression Right, Expression WhenTrue,
    Expression WhenFalse) : Expression;

/// <summary>An activation function; kept whole so that its derivative can be written with its output.</summary>
internal sealed record Activated(ActivationKind Kind, float Alpha, Expression Operand, float Beta = 0) : Expression;

internal enum UnaryOperator
{
    Negate,
    Abs,
    SquareRoot,
    Exp,

    /// <summary>e^x - 1, exact near 0.</summary>
    ExpMinusOne,
    Log,

    /// <summary>ln(1 + x), exact near 0.</summary>
    LogOnePlus,
    Tanh,
    Sigmoid,

    /// <summary>The distribution function of the standard normal distribution.</summary>
    NormalCdf,
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Max,
    Min,

    /// <summary>
    /// The sum of the four products of two elements that are four bytes each, a whole number: what a contraction of such adds up, exactly.
    /// </summary>
    Dot,
}

internal enum Comparison { Less, LessOrEqual, Greater, Equal }
