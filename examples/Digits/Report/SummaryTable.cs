using System.Globalization;
using ModelCompiler;
using Spectre.Console;

namespace Digits.Report;

/// <summary>What the compiler knows about a network before it runs: shapes, parameters, cost.</summary>
internal static class SummaryTable
{
    public static Table Create(ModelSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{Markup.Escape(summary.ModelName)}[/]");
        table.AddColumns(new TableColumn("layer"), new TableColumn("kind"), Right("output"), Right("parameters"), Right("multiply-adds"),
            Right("receptive field"));
        table.AddRow("input", string.Empty, Extents(summary.InputShape), string.Empty, string.Empty, string.Empty);
        foreach (var layer in summary.Layers)
            table.AddRow(
                Markup.Escape(layer.Name), Markup.Escape(layer.Kind), Extents(layer.OutputShape),
                Number(layer.Parameters + layer.NonTrainableParameters), Number(layer.MultiplyAdds), Extents(layer.ReceptiveField));

        var total = summary.TrainableParameters + summary.NonTrainableParameters;
        table.Columns[0].Footer("[bold]total[/]");
        table.Columns[3].Footer($"[bold]{Number(total)}[/]");
        table.Columns[4].Footer($"[bold]{Number(summary.MultiplyAdds)}[/]");
        return table;
    }

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();

    private static string Extents(IReadOnlyList<int> shape) => string.Join('×', shape);

    private static string Number(long value) => value == 0 ? "[grey]-[/]" : value.ToString("N0", CultureInfo.InvariantCulture);
}
