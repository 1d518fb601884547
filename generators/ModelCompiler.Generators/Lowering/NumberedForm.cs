namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Σ coefficient·variable + constant over variables known by number, those declared later after those declared before: <see cref="VariableRanges"/>'s own notation, made to be taken apart from its end.
/// </summary>
internal sealed class NumberedForm(int[] variables, long[] coefficients, long constant)
{
    public static NumberedForm Zero { get; } = Of(0);

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

    public NumberedForm Plus(long number) => number == 0 ? this : new(variables, coefficients, constant + number);

    /// <summary>this · factor + other · otherFactor.</summary>
    public NumberedForm Combine(long factor, NumberedForm other, long otherFactor)
    {
        long sum = (constant * factor) + (other.Constant * otherFactor);
        if (other.Count == 0) return factor == 1 ? new(variables, coefficients, sum) : new(variables, Array.ConvertAll(coefficients, c => c * factor), sum);
        var names = new List<int>(Count + other.Count);
        var numbers = new List<long>(Count + other.Count);
        for (int i = 0, j = 0; i < Count || j < other.Count;)
        {
            int order = i == Count ? 1 : j == other.Count ? -1 : variables[i].CompareTo(other[j].Variable);
            int name = order <= 0 ? variables[i] : other[j].Variable;
            long number = (order <= 0 ? coefficients[i++] * factor : 0) + (order >= 0 ? other[j++].Coefficient * otherFactor : 0);
            if (number == 0) continue;
            names.Add(name);
            numbers.Add(number);
        }

        return new([.. names], [.. numbers], sum);
    }

    public bool IsSame(NumberedForm other) => constant == other.Constant && Count == other.Count && Enumerable.Range(0, Count).All(t => this[t] == other[t]);
}

/// <summary>A bound of a variable: <paramref name="Form"/> / <paramref name="Divisor"/>, over variables declared before it.</summary>
internal readonly record struct Bound(NumberedForm Form, long Divisor = 1);
