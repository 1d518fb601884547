namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Σ coefficient·variable + constant over variables known by number, those declared later after those declared before:
/// <see cref="VariableRanges"/>'s own notation, made to be taken apart from its end.
/// </summary>
internal sealed class NumberedForm(int[] variables, long[] coefficients, long constant)
{
    /// <summary>Sums of few products below it fit 64 bits.</summary>
    private const double Greatest = 1L << 61;

    public static NumberedForm Zero { get; } = Of(0);

    /// <summary>A form with a number that 64 bits may not hold. Nothing is known of it, and so of all that is made with it.</summary>
    public static NumberedForm TooLarge { get; } = new([], [], long.MinValue);

    /// <summary>Whether this is <see cref="TooLarge"/>.</summary>
    public bool IsTooLarge => ReferenceEquals(this, TooLarge);

    public static NumberedForm Of(long constant) => new([], [], constant);

    public static NumberedForm Variable(int number) => new([number], [1], 0);

    public long Constant => constant;

    public int Count => variables.Length;

    /// <summary>The variable that was declared last, and its coefficient.</summary>
    public (int Variable, long Coefficient) Latest => (variables[Count - 1], coefficients[Count - 1]);

    public (int Variable, long Coefficient) this[int term] => (variables[term], coefficients[term]);

    public long Coefficient(int variable)
    {
        int term = Array.BinarySearch(variables, variable);
        return term < 0 ? 0 : coefficients[term];
    }

    public NumberedForm WithoutLatest() => new([.. variables.Take(Count - 1)], [.. coefficients.Take(Count - 1)], constant);

    public NumberedForm Plus(long number) =>
        number == 0 || IsTooLarge ? this : IsOutside((double)constant + number) ? TooLarge : new(variables,
            coefficients, constant + number);

    /// <summary>this · factor + other · otherFactor.</summary>
    public NumberedForm Combine(long factor, NumberedForm other, long otherFactor)
    {
        if (IsTooLarge || other.IsTooLarge || IsOutside(((double)constant * factor) + ((double)other.Constant * otherFactor)))
            return TooLarge;
        long sum = (constant * factor) + (other.Constant * otherFactor);
        if (other.Count == 0 && factor == 1) return new(variables, coefficients, sum);
        var names = new int[Count + other.Count];
        var numbers = new long[names.Length];
        int terms = 0;
        for (int i = 0, j = 0; i < Count || j < other.Count;)
        {
            int order = i == Count ? 1 : j == other.Count ? -1 : variables[i].CompareTo(other[j].Variable);
            int name = order <= 0 ? variables[i] : other[j].Variable;
            long own = order <= 0 ? coefficients[i++] : 0, others = order >= 0 ? other[j++].Coefficient : 0;
            if (IsOutside(((double)own * factor) + ((double)others * otherFactor))) return TooLarge;
            long number = (own * factor) + (others * otherFactor);
            if (number == 0) continue;
            (names[terms], numbers[terms]) = (name, number);
            terms++;
        }

        Array.Resize(ref names, terms);
        Array.Resize(ref numbers, terms);
        return new(names, numbers, sum);
    }

    /// <summary>Whether the number that is about this one is no longer sure to fit 64 bits.</summary>
    public static bool IsOutside(double number) => Math.Abs(number) >= Greatest;

    public bool IsSame(NumberedForm other) =>
        !IsTooLarge && constant == other.Constant && Count == other.Count && Enumerable.Range(0, Count).All(t => this[t] == other[t]);
}

/// <summary>A bound of a variable: <paramref name="Form"/> / <paramref name="Divisor"/>, over variables declared before it.</summary>
internal readonly record struct Bound(NumberedForm Form, long Divisor = 1);
