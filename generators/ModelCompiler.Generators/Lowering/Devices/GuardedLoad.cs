using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>A value that is skipped, that is 0, where one of its indices falls outside or is not whole.</summary>
internal static class GuardedLoad
{
    /// <summary>The conditions under which a statement's loads are there, at a point whose axes are all bound.</summary>
    public static List<Condition> Conditions(IEnumerable<Guard> guards, AxisScope scope)
    {
        var conditions = new List<Condition>();
        foreach (Guard guard in guards)
        {
            IntExpression numerator = scope.Numerator(guard.Index).ToExpression();
            if (guard.Index.Divisor != 1) conditions.Add(new Condition(ConditionKind.Divisible, numerator, guard.Index.Divisor));
            conditions.Add(new Condition(ConditionKind.Within, numerator, (long)guard.Extent * guard.Index.Divisor));
        }

        return conditions;
    }

    /// <summary>Divides fractional indices, once; only where the conditions hold.</summary>
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

    /// <summary>The guards of one load.</summary>
    public static Guard[] Of(Load load) =>
        [.. load.Indices.Zip(load.Tensor.Extents, (index, extent) => new Guard(index, extent)).Where(g => g.Index.NeedsGuard(g.Extent)).Distinct()];

    /// <summary>Runs <paramref name="body"/> where the conditions hold.</summary>
    public static List<NestStatement> When(IEnumerable<Condition> conditions, List<NestStatement> body)
    {
        EquatableArray<Condition> all = conditions.ToEquatableArray();
        return all.Count == 0 ? body : [new Conditional(all, body.ToEquatableArray(), [])];
    }
}
