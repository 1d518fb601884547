using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Σ coefficient·variable + constant, in one normal form, so that two addresses that differ by a constant are seen to.</summary>
internal sealed record LinearForm(EquatableArray<(string Variable, long Coefficient)> Terms, long Constant)
{
    public static LinearForm Number(long value) => new([], value);

    public static LinearForm Of(string variable) => new([(variable, 1)], 0);

    public static LinearForm operator +(LinearForm a, LinearForm b)
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((string variable, long coefficient) in a.Terms.Concat(b.Terms))
        {
            sum[variable] = sum.TryGetValue(variable, out long before) ? before + coefficient : coefficient;
        }

        return new LinearForm(sum.Where(p => p.Value != 0).Select(p => (p.Key, p.Value)).ToEquatableArray(), a.Constant + b.Constant);
    }

    public static LinearForm operator *(LinearForm a, long factor) =>
        factor == 0 ? Number(0) : new(a.Terms.Select(t => (t.Variable, t.Coefficient * factor)).ToEquatableArray(), a.Constant * factor);

    public long Coefficient(string variable) => Terms.Where(t => t.Variable == variable).Select(t => t.Coefficient).FirstOrDefault();

    public LinearForm Without(string variable) => this with { Terms = Terms.Where(t => t.Variable != variable).ToEquatableArray() };

    public LinearForm WithConstant(long constant) => this with { Constant = constant };

    public IntExpression ToExpression()
    {
        IntExpression sum = 0;
        foreach ((string variable, long coefficient) in Terms)
        {
            IntExpression magnitude = new IntVariable(variable) * Math.Abs(coefficient);
            sum = coefficient < 0 ? (sum is IntNumber { Value: 0 } ? (IntExpression)0 : sum) - magnitude : sum + magnitude;
        }

        return sum + Constant;
    }
}
