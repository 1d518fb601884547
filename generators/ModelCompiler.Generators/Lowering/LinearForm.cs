using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Σ coefficient·variable + constant, in one normal form, so that two addresses that differ by a constant are seen to.</summary>
internal sealed record LinearForm(EquatableArray<(string Variable, long Coefficient)> Terms, long Constant)
{
    private static readonly LinearForm Zero = new([], 0);

    public static LinearForm Number(long value) => value == 0 ? Zero : new([], value);

    public static LinearForm Of(string variable) => new([(variable, 1)], 0);

    public static LinearForm operator +(LinearForm a, LinearForm b)
    {
        if (b.Terms.Count == 0) return b.Constant == 0 ? a : a.WithConstant(a.Constant + b.Constant);
        if (a.Terms.Count == 0) return b.WithConstant(a.Constant + b.Constant);
        var sum = new (string Variable, long Coefficient)[a.Terms.Count + b.Terms.Count];
        int terms = 0;
        for (int i = 0, j = 0; i < a.Terms.Count || j < b.Terms.Count;)
        {
            int order = i == a.Terms.Count ? 1 : j == b.Terms.Count ? -1 : string.CompareOrdinal(a.Terms[i].Variable, b.Terms[j].Variable);
            (string variable, long coefficient) = order <= 0 ? a.Terms[i] : b.Terms[j];
            if (order == 0) coefficient += b.Terms[j].Coefficient;
            if (coefficient != 0) sum[terms++] = (variable, coefficient);
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        Array.Resize(ref sum, terms);
        return new LinearForm(EquatableArray.Own(sum), a.Constant + b.Constant);
    }

    public static LinearForm operator *(LinearForm a, long factor)
    {
        if (factor == 0) return Zero;
        if (factor == 1) return a;
        var terms = new (string Variable, long Coefficient)[a.Terms.Count];
        for (int t = 0; t < terms.Length; t++) terms[t] = (a.Terms[t].Variable, a.Terms[t].Coefficient * factor);
        return new(EquatableArray.Own(terms), a.Constant * factor);
    }

    /// <summary>Cheap on purpose: forms are hashed far more often than they differ in their variables alone.</summary>
    public override int GetHashCode() =>
        unchecked((int)Constant + (Terms.Count * 7919) + (Terms.Count > 0 ? (int)Terms[0].Coefficient * 31 : 0));

    public long Coefficient(string variable)
    {
        foreach ((string name, long coefficient) in Terms)
        {
            if (name == variable) return coefficient;
        }

        return 0;
    }

    public LinearForm Without(string variable) => this with { Terms = Terms.Where(t => t.Variable != variable).ToEquatableArray() };

    public LinearForm WithConstant(long constant) => constant == Constant ? this : this with { Constant = constant };

    public IntExpression ToExpression() => Sum(Terms);

    /// <summary>
    /// Its terms from those that change least often to those that change most: what stays the same in an inner loop is one sum then, which
    /// a compiler that adds from the left computes before the loop.
    /// </summary>
    /// <param name="depth">In how many loops a variable is.</param>
    public IntExpression ToExpression(Func<string, int> depth) => Sum(Terms.OrderBy(t => depth(t.Variable)));

    private IntExpression Sum(IEnumerable<(string Variable, long Coefficient)> terms)
    {
        IntExpression sum = 0;
        foreach ((string variable, long coefficient) in terms)
        {
            IntExpression magnitude = new IntVariable(variable) * Math.Abs(coefficient);
            sum = coefficient < 0 ? (sum is IntNumber { Value: 0 } ? (IntExpression)0 : sum) - magnitude : sum + magnitude;
        }

        return sum + Constant;
    }

    public override string ToString() => string.Concat(Terms.Select(t => $"{t.Coefficient}·{t.Variable} + ")) + Constant;
}
