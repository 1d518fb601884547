using System.Globalization;
using Architectures.Code;
using Architectures.Training;
using Spectre.Console;

namespace Architectures.Report;

/// <summary>All networks side by side.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Columns =
        ["network", "top-1", "top-5", "parameters", "multiply-adds", "activations", "receptive field", "code", "generator"];

    /// <param name="networks">The rows.</param>
    /// <param name="code">What the generator made, by the names of the classes.</param>
    /// <param name="outcomes">What came of a network's last training, if there was one.</param>
    public static Table Create(
        IReadOnlyList<Network> networks, IReadOnlyDictionary<string, GeneratedCode> code, Func<Network, TrainingOutcome?> outcomes)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in Columns)
            table.AddColumn(column == Columns[0] ? new TableColumn(column) : new TableColumn(column).RightAligned());
        foreach (var network in networks)
            table.AddRow(Row(network, code[network.Summary.ModelName], outcomes(network)));
        return table;
    }

    private static string[] Row(Network network, GeneratedCode code, TrainingOutcome? outcome)
    {
        var summary = network.Summary;
        return
        [
            network.Name,
            Format.Share(outcome?.Top1),
            Format.Share(outcome?.Top5),
            Format.Whole(summary.TrainableParameters),
            Format.Short(summary.MultiplyAdds),
            Format.Bytes(summary.ActivationBytes),
            ReceptiveField(summary),
            Format.Bytes(code.Bytes),
            code.Time.TotalMilliseconds.ToString("0 ms", CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>That of the last map: a dense layer behind it sees everything.</summary>
    private static string ReceptiveField(ModelSummary summary) =>
        summary.Layers.LastOrDefault(IsMap) is { } map ? Format.Extents(map.ReceptiveField) : "all";

    private static bool IsMap(LayerSummary layer) => layer.OutputShape.Count > 1 && layer.ReceptiveField.Count > 0;
}
