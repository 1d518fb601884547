using Spectre.Console;

namespace Architectures.Report;

/// <summary>A network layer by layer: shapes, parameters, cost.</summary>
internal static class SummaryTable
{
    public static Table Create(ModelSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{Markup.Escape(summary.ModelName)}[/]");
        table.AddColumns(
            new TableColumn("layer"), new TableColumn("kind"), Right("output"), Right("parameters"), Right("multiply-adds"),
            Right("memory"),
            Right("receptive field"));
        table.AddRow("input", string.Empty, Format.Extents(summary.InputShape), string.Empty, string.Empty, string.Empty, string.Empty);
        foreach (var layer in summary.Layers)
            table.AddRow(
                Markup.Escape(layer.Name), Markup.Escape(layer.Kind), Format.Extents(layer.OutputShape),
                Number(layer.Parameters + layer.NonTrainableParameters), Number(layer.MultiplyAdds), Number(layer.ActivationBytes),
                Format.Extents(layer.ReceptiveField));

        table.Columns[0].Footer("[bold]total[/]");
        table.Columns[3].Footer($"[bold]{Number(summary.TrainableParameters + summary.NonTrainableParameters)}[/]");
        table.Columns[4].Footer($"[bold]{Number(summary.MultiplyAdds)}[/]");
        table.Columns[5].Footer($"[bold]{Number(summary.ActivationBytes)}[/]");
        table.Caption($"{Format.Whole(summary.Layers.Sum(Operations))} operations: multiplications and additions, biases apart");
        return table;
    }

    /// <summary>A sum of n products takes n multiplications and n - 1 additions.</summary>
    private static long Operations(LayerSummary layer) =>
        layer.MultiplyAdds == 0 ? 0 : 2 * layer.MultiplyAdds - layer.OutputShape.Aggregate(1L, (size, extent) => size * extent);

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();

    private static string Number(long value) => value == 0 ? "[grey]-[/]" : Format.Whole(value);
}
