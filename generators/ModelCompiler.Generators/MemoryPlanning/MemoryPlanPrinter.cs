using System.Text;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.MemoryPlanning;

/// <summary>A plan as a table: where each tensor lies, how large it is and between which kernels it lives.</summary>
internal static class MemoryPlanPrinter
{
    public static string Print(MemoryPlan plan)
    {
        var text = new StringBuilder("memory plan, in floats\n");
        Tensor[] arena = [.. plan.Lifetimes.Keys.OrderBy(t => plan.Lifetimes[t].From).ThenBy(t => plan.Offsets[t])
            .ThenBy(t => t.Name, StringComparer.Ordinal)];
        Table(text, arena, plan);
        Tensor[] others = [.. plan.Offsets.Keys.Where(t => t.Storage != Storage.Arena)
            .OrderBy(t => t.Storage).ThenBy(t => plan.Offsets[t]).ThenBy(t => t.Name, StringComparer.Ordinal)];
        Table(text, others, plan);
        string single = plan.FloatsInSinglePrecision is { } floats ? $" ({Text.Number(floats)} in single precision)" : "";
        text.Append($"  arena {Text.Number(plan.FloatsPerSample)} a sample{single}; ")
            .Append($"alive at once at most {Text.Number(MemoryPlanBound.Of(plan))}\n");
        return text.Append($"  fixed {Text.Number(plan.FixedFloats)}, parameters {Text.Number(plan.ParameterFloats)}, of them trained "
            + $"{Text.Number(plan.TrainableFloats)}\n").ToString();
    }

    private static void Table(StringBuilder text, Tensor[] tensors, MemoryPlan plan)
    {
        if (tensors.Length == 0) return;
        string[][] rows = [["tensor", "storage", "offset", "floats", "kernels"], .. tensors.Select(t => Row(t, plan))];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        foreach (string[] row in rows)
        {
            string line = $"  {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  "
                + $"{row[3].PadLeft(widths[3])}  {row[4]}";
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    private static string[] Row(Tensor tensor, MemoryPlan plan) =>
        [tensor.ToString(), tensor.Storage.ToString()
            .ToLowerInvariant(), $"{plan.Offsets[tensor]}", $"{tensor.Count}", Lifetime(tensor, plan)];

    /// <summary>The first and last kernel that need it; -1 is before the first.</summary>
    private static string Lifetime(Tensor tensor, MemoryPlan plan) =>
        !plan.Lifetimes.TryGetValue(tensor,
            out (int From, int To) life) ? "" : life.From == life.To ? $"{life.From}" : $"{life.From} to {life.To}";
}
