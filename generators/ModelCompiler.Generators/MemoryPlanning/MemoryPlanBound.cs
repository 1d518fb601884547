namespace ModelCompiler.Generators.MemoryPlanning;

/// <summary>What no plan can do better than: the largest sum of sizes that are alive at the same time.</summary>
internal static class MemoryPlanBound
{
    public static long Of(MemoryPlan plan) => plan.Lifetimes.Values.Select(life => life.From).Distinct()
        .Select(at => plan.Lifetimes.Where(l => l.Value.From <= at && at <= l.Value.To).Sum(l => MemoryPlanner.Align(l.Key.Floats)))
        .DefaultIfEmpty(0).Max();
}
