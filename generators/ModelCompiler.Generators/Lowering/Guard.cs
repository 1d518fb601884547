using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>The condition that an index is whole and inside; points where it fails are skipped.</summary>
internal sealed record Guard(AffineIndex Index, int Extent)
{
    /// <summary>The guards of one load.</summary>
    public static Guard[] Of(Load load) =>
        [.. load.Indices.Zip(load.Tensor.Extents, (index, extent) => new Guard(index, extent))
            .Where(g => g.Index.NeedsGuard(g.Extent)).Distinct()];

    /// <summary>The guards that a statement's loads need, each once.</summary>
    public static IReadOnlyList<Guard> Of(Comprehension statement) =>
        [.. statement.Body.Loads().SelectMany(Of).Distinct()];

    /// <summary>Whether the point passes, when every axis has a known value.</summary>
    public bool Holds(Func<Axis, int> value) => Holds(Index.Constant + Index.Terms.Sum(t => t.Coefficient * value(t.Axis)));

    /// <summary>Whether an index of this numerator is whole and inside.</summary>
    public bool Holds(int numerator) => numerator % Index.Divisor == 0 && numerator >= 0 && numerator / Index.Divisor < Extent;

    /// <summary>The same as conditions of a loop nest, at a point whose axes are all bound.</summary>
    public static IEnumerable<Condition> Conditions(IEnumerable<Guard> guards, AxisScope scope)
    {
        foreach (Guard guard in guards)
        {
            IntExpression numerator = scope.Numerator(guard.Index).ToExpression();
            if (guard.Index.Divisor != 1) yield return new Condition(ConditionKind.Divisible, numerator, guard.Index.Divisor);
            yield return new Condition(ConditionKind.Within, numerator, (long)guard.Extent * guard.Index.Divisor);
        }
    }

    /// <summary>Divides fractional indices, once; to be used where they are known to be whole.</summary>
    public static (List<NestStatement> Lets, AxisScope Scope) Divide(IEnumerable<Guard> guards, AxisScope scope, string suffix)
    {
        var lets = new List<NestStatement>();
        foreach (AffineIndex index in guards.Select(g => g.Index).Where(i => i.Divisor != 1).Distinct())
        {
            string quotient = $"{index.Terms[0].Axis.Name}Over{index.Divisor}{suffix}";
            lets.Add(new IntegerLet(quotient, scope.Numerator(index).ToExpression() / index.Divisor, false));
            scope = scope.WithQuotient(index, quotient);
        }

        return (lets, scope);
    }
}
