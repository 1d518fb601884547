namespace ModelCompiler.Generators.Lowering;

/// <summary>Whole-number arithmetic of loop nests. Every language that is emitted has it, and truncates quotients towards zero.</summary>
internal abstract record IntExpression
{
    /// <summary>This with its parts as a rewriter returns them; itself where they are the same.</summary>
    public virtual IntExpression RewriteParts(NestRewriter rewriter) => this;

    public static implicit operator IntExpression(long value) => new IntNumber(value);

    public static IntExpression operator +(IntExpression a, IntExpression b) => (a, b) switch
    {
        (IntNumber x, IntNumber y) => x.Value + y.Value,
        (IntNumber { Value: 0 }, _) => b,
        (_, IntNumber { Value: 0 }) => a,
        (IntBinary { Operator: IntOperator.Add, Right: IntNumber x } s, IntNumber y) => s.Left + (x.Value + y.Value),
        _ => new IntBinary(IntOperator.Add, a, b),
    };

    public static IntExpression operator -(IntExpression a, IntExpression b) =>
        b is IntNumber n ? a + -n.Value : new IntBinary(IntOperator.Subtract, a, b);

    public static IntExpression operator *(IntExpression a, IntExpression b) => (a, b) switch
    {
        (IntNumber x, IntNumber y) => x.Value * y.Value,
        (_, IntNumber { Value: 1 }) => a,
        (IntNumber { Value: 1 }, _) => b,
        (IntNumber { Value: 0 }, _) or (_, IntNumber { Value: 0 }) => 0,
        _ => new IntBinary(IntOperator.Multiply, a, b),
    };

    public static IntExpression operator /(IntExpression a, IntExpression b) => (a, b) switch
    {
        (IntNumber x, IntNumber y) => x.Value / y.Value,
        (_, IntNumber { Value: 1 }) => a,
        _ => new IntBinary(IntOperator.Divide, a, b),
    };

    public static IntExpression operator %(IntExpression a, IntExpression b) => (a, b) switch
    {
        (_, IntNumber { Value: 1 }) => 0,
        _ => new IntBinary(IntOperator.Remainder, a, b),
    };

    public static IntExpression Max(IntExpression a, IntExpression b) =>
        (a, b) is (IntNumber x, IntNumber y) ? Math.Max(x.Value, y.Value) : new IntBinary(IntOperator.Max, a, b);

    public static IntExpression Min(IntExpression a, IntExpression b) =>
        (a, b) is (IntNumber x, IntNumber y) ? Math.Min(x.Value, y.Value) : new IntBinary(IntOperator.Min, a, b);
}

internal sealed record IntNumber(long Value) : IntExpression;

internal sealed record IntVariable(string Name) : IntExpression
{
    public override IntExpression RewriteParts(NestRewriter rewriter)
    {
        string name = rewriter.Use(Name);
        return ReferenceEquals(name, Name) ? this : new IntVariable(name);
    }
}

internal sealed record IntBinary(IntOperator Operator, IntExpression Left, IntExpression Right) : IntExpression
{
    public override IntExpression RewriteParts(NestRewriter rewriter)
    {
        (IntExpression left, IntExpression right) = (rewriter.Rewrite(Left), rewriter.Rewrite(Right));
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

/// <summary>A number that a work item of an OpenCL device has.</summary>
internal sealed record IntWorkItem(WorkItemId Id) : IntExpression;

internal enum WorkItemId
{
    /// <summary>The item's number in the whole run.</summary>
    Global,

    /// <summary>The item's number in its group.</summary>
    Local,

    /// <summary>The group's number.</summary>
    Group,
}

internal enum IntOperator { Add, Subtract, Multiply, Divide, Remainder, Max, Min }

internal sealed record Condition(ConditionKind Kind, IntExpression Left, IntExpression Right);

internal enum ConditionKind
{
    /// <summary>0 ≤ left &lt; right.</summary>
    Within,

    /// <summary>left is a multiple of right.</summary>
    Divisible,
    Less,
    LessOrEqual,
}
