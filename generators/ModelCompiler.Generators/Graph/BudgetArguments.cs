using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary><c>[Budget]</c>: limits are counts, which are never negative.</summary>
internal static class BudgetArguments
{
    public static IEnumerable<Fault> Check(BudgetSpec? budget)
    {
        if (budget is null) yield break;
        (string Name, long? Limit)[] limits =
            [("Parameters", budget.Parameters), ("ActivationBytes", budget.ActivationBytes), ("MultiplyAdds", budget.MultiplyAdds)];
        foreach (var (name, limit) in limits)
        {
            if (limit is not < 0) continue;
            var site = new Site(budget.Attribute, name);
            yield return DeclarationFaults.SettingOutOfRange("Budget", name, Text.Number(limit.Value),
                "at least 0, where 0 is no limit", site);
        }
    }
}
