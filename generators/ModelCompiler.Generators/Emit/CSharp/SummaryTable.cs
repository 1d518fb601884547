using System.Globalization;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// The summary as documentation, so that an IDE shows it when the pointer rests on the class's name: what it comes to first, then layer by
/// layer, a repeated block once.
/// </summary>
internal static class SummaryTable
{
    /// <param name="graph">The network.</param>
    /// <param name="hasSummary">Whether the user's own part of the class says what it is.</param>
    public static void WriteDocumentation(SourceWriter writer, ShapedGraph graph, bool hasSummary)
    {
        string total = $"{Number(graph.TrainableParameters)} parameters to train, {Number(graph.NonTrainableParameters)} fixed, "
            + $"{Number(graph.Facts.Sum(f => f.MultiplyAdds))} multiply-adds a sample";
        if (!hasSummary) writer.Line($"/// <summary>A compiled network, {graph.Input} → {graph.Output}: {total}.</summary>");
        string[][] rows = [["layer", "output", "parameters", "multiply-adds"], .. Rows([.. graph.Facts])];
        int[] widths = [.. Enumerable.Range(0, 4).Select(c => rows.Max(r => r[c].Length))];
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        writer.Line($"/// {total}");
        writer.Line($"/// input {graph.Input}");
        foreach (string[] row in rows)
        {
            writer.Line($"/// {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  "
                + $"{row[3].PadLeft(widths[3])}");
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private static IEnumerable<string[]> Rows(LayerFacts[] facts)
    {
        List<LayerFacts[]> uses = Uses(facts);
        for (int first = 0, next; first < uses.Count; first = next)
        {
            foreach (LayerFacts f in uses[first]) yield return Row($"{f.Name} ({f.Kind})", [f]);
            for (next = first + 1; next < uses.Count && AreAlike(uses[first], uses[next]);) next++;
            if (next - first > 2) yield return Row($"{UseOf(uses[first + 1][0])} to {UseOf(uses[next - 1][0])}: the same",
                [.. uses.Skip(first + 1).Take(next - first - 1).SelectMany(u => u)]);
            else if (next - first == 2) next = first + 1;
        }
    }

    /// <summary>Neighbouring layers of one use of a block at the top; any other layer is alone.</summary>
    private static List<LayerFacts[]> Uses(LayerFacts[] facts)
    {
        var uses = new List<LayerFacts[]>();
        for (int first = 0, next; first < facts.Length; first = next)
        {
            next = first + 1;
            if (UseOf(facts[first]) is { } use)
            {
                while (next < facts.Length && UseOf(facts[next]) == use) next++;
            }

            uses.Add([.. facts.Skip(first).Take(next - first)]);
        }

        return uses;
    }

    private static string? UseOf(LayerFacts f) => f.Name.IndexOf('/') is > 0 and var at ? f.Name.Substring(0, at) : null;

    /// <summary>
    /// Uses of one block on maps of one size: the same layers under the same names. Channels may differ, as those that a dense block reads
    /// do.
    /// </summary>
    private static bool AreAlike(LayerFacts[] one, LayerFacts[] other) =>
        UseOf(one[0]) is { } a && UseOf(other[0]) is { } b && one.Select(f => Form(f, a)).SequenceEqual(other.Select(f => Form(f, b)));

    private static string Form(LayerFacts f,
        string use) => $"{f.Kind} {f.Name.Substring(use.Length)} {string.Join("×", f.Output.Extents.Take(f.Output.Extents.Count - 1))}";

    private static string[] Row(string name, IReadOnlyList<LayerFacts> layers) =>
        [name, layers[layers.Count - 1].Output.ToString(), Number(layers.Sum(f => f.Parameters + f.NonTrainableParameters)),
            Number(layers.Sum(f => f.MultiplyAdds))];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
