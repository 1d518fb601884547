using System.Globalization;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The summary as documentation, so that an IDE shows it when the pointer rests on the class's name.</summary>
internal static class SummaryTable
{
    public static void WriteRemarks(SourceWriter writer, ShapedGraph graph)
    {
        string[][] rows = [["layer", "output", "parameters", "multiply-adds"], .. graph.Facts.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, 4).Select(c => rows.Max(r => r[c].Length))];
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        writer.Line($"/// input {graph.Input}");
        foreach (string[] row in rows)
        {
            writer.Line($"/// {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}");
        }

        writer.Line($"/// {Number(graph.TrainableParameters)} parameters to train, {Number(graph.NonTrainableParameters)} fixed, {Number(graph.Facts.Sum(f => f.MultiplyAdds))} multiply-adds a sample");
        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private static string[] Row(LayerFacts f) => [$"{f.Name} ({f.Kind})", f.Output.ToString(), Number(f.Parameters + f.NonTrainableParameters), Number(f.MultiplyAdds)];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
