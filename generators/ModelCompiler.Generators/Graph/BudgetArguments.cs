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
        foreach (var (name, limit) in new[] { ("Parameters", budget.Parameters), ("ActivationBytes", budget.ActivationBytes), ("MultiplyAdds", budget.MultiplyAdds) })
        {
            if (limit is < 0)
                yield return DeclarationFaults.SettingOutOfRange("Budget", name, Text.Number(limit.Value), "at least 0, where 0 is no limit", new Site(budget.Attribute, name));
        }
    }
}
