using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Names what a straight piece of code would compute more than once. An expression used once stays inside its user, where the machine may
/// fold a load into the arithmetic.
/// </summary>
internal sealed class CommonSubexpressions
{
    private readonly Dictionary<VectorExpression, int> uses = [];
    private readonly Dictionary<VectorExpression, VectorName> named = [];
    private readonly Dictionary<string, int> counters;

    /// <param name="counters">Names given so far, so that pieces in one scope do not collide.</param>
    public CommonSubexpressions(IEnumerable<VectorExpression> expressions, Dictionary<string, int> counters)
    {
        this.counters = counters;
        foreach (VectorExpression expression in expressions) CountRoot(expression);
    }

    /// <summary>
    /// A whole value with its shared parts replaced by names, whose definitions go before. Two values are never equal: each is for an
    /// accumulator or a place of its own.
    /// </summary>
    public VectorExpression ExtractParts(VectorExpression value, List<NestStatement> into) =>
        IsLeaf(value) ? Extract(value, into) : value.Rewrite(part => ReferenceEquals(part, value) ? null : IsLeaf(part)
            && !IsShared(part) ? part : Extract(part, into));

    private VectorExpression Extract(VectorExpression expression, List<NestStatement> into)
    {
        if (named.TryGetValue(expression, out VectorName? known)) return known;
        VectorExpression inner = expression.Rewrite(part => ReferenceEquals(part, expression) ? null : IsLeaf(part)
            && !IsShared(part) ? part : Extract(part, into));
        if (!IsShared(expression)) return inner;
        var name = new VectorName(Fresh(Stem(expression)), expression.Lanes);
        into.Add(new VectorLet(name.Name, inner));
        named.Add(expression, name);
        return name;
    }

    private void CountRoot(VectorExpression value)
    {
        if (IsLeaf(value)) Count(value);
        else CountParts(value);
    }

    private void Count(VectorExpression expression)
    {
        uses[expression] = uses.TryGetValue(expression, out int count) ? count + 1 : 1;
        if (count == 0) CountParts(expression);
    }

    private void CountParts(VectorExpression expression)
    {
        _ = expression.Rewrite(part =>
        {
            if (ReferenceEquals(part, expression)) return null;
            Count(part);
            return part;
        });
    }

    private bool IsShared(VectorExpression e) =>
        e is not (VectorName or Splat or RunSplat) && uses.TryGetValue(e, out int count) && count > 1;

    private static bool IsLeaf(VectorExpression e) =>
        e is VectorLoad or Broadcast or Splat or RunSplat or IntSplat or VectorName or KeepFactor;

    private string Fresh(string stem)
    {
        counters[stem] = counters.TryGetValue(stem, out int count) ? count + 1 : 0;
        return stem + counters[stem];
    }

    private static string Stem(VectorExpression e) => e switch
    {
        VectorLoad { From.Base: var b, Lanes: > 1 } => b + "Lanes",
        VectorLoad { From.Base: var b } => b + "Cell",
        Broadcast { From.Base: var b } => b + "Cell",
        KeepFactor { IsNoise: true } => "noise",
        KeepFactor => "keep",
        _ => "value",
    };
}
