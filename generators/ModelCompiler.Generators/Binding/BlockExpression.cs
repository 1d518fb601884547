namespace ModelCompiler.Generators.Binding;

/// <summary>
/// A number in a block's attribute that was computed from one of <c>ModelCompiler.Block</c>'s constants:
/// <c>Numerator · parameter / Divisor + Constant</c>. C# folds the expression before any compiler sees it, in other assemblies too, so it
/// is read back from its value. Parameter p is <c>Unit + Mark(p) · Step</c>; the multiple is the value's size, the mark its rest, and no
/// mark is the middle of two others, so that a sum of two parameters is never taken for a third.
/// </summary>
internal sealed record BlockExpression(string Parameter, int Numerator, int Divisor, int Constant)
{
    /// <summary>Factors of two, so that divisions leave no rest.</summary>
    public const int Unit = 69 << 20, Step = 1 << 16;

    public const int LargestConstant = 1000;

    private const int LargestDivisor = 16;

    /// <summary>Names of the parameters with their marks, as in <c>ModelCompiler.Block</c>.</summary>
    public static readonly (string Name, int Mark)[] Parameters =
    [
        ("Width", 0), ("Width2", 1), ("Width3", 3), ("Width4", 4), ("Width5", 9), ("Width6", 10), ("Strides", 12),
            ("KernelHeight", 13), ("KernelWidth", 27),
    ];

    /// <summary>Whether a number is too large for anything but an expression of parameters.</summary>
    public static bool IsOne(long value) => value >= Unit / LargestDivisor - LargestConstant;

    /// <summary>The expression that has this value, or null.</summary>
    public static BlockExpression? Read(long value)
    {
        if (!IsOne(value)) return null;
        for (int divisor = 1; divisor <= LargestDivisor; divisor *= 2)
        {
            long scaled = value * divisor;
            long numerator = (scaled + ((long)LargestConstant * divisor)) / Unit;
            if (numerator == 0) continue;
            foreach ((string name, int mark) in Parameters)
            {
                long rest = scaled - (numerator * (Unit + ((long)mark * Step)));
                if (Math.Abs(rest) <= (long)LargestConstant * divisor && rest % divisor == 0)
                    return new BlockExpression(name, (int)numerator, divisor, (int)(rest / divisor));
            }
        }

        return null;
    }

    /// <summary>The value for one of the parameter, or null where the division leaves a rest.</summary>
    public long? Evaluate(long parameter) => Numerator * parameter % Divisor == 0 ? (Numerator * parameter / Divisor) + Constant : null;

    public override string ToString()
    {
        string text = (Numerator == 1 ? "" : $"{Numerator} * ") + $"Block.{Parameter}" + (Divisor == 1 ? "" : $" / {Divisor}");
        return Constant == 0 ? text : $"{text} {(Constant < 0 ? "-" : "+")} {Math.Abs(Constant)}";
    }
}
