using System.Globalization;
using ModelCompiler.Serialization;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>What stands in a file.</summary>
internal static class InspectCommand
{
    private const int Longest = 300;

    public static void Run(IAnsiConsole console, string path)
    {
        using WeightFile file = Files.Weights(path);
        string bytes = SummaryCommand.Whole(new FileInfo(path).Length), numbers = SummaryCommand.Whole(file.Tensors.Sum(t => t.Length));
        console.MarkupLineInterpolated($"[bold]{path}[/]: {file.Format}, {bytes} bytes, {file.Tensors.Count} tensors, {numbers} numbers");
        foreach (var (key, value) in file.Metadata)
            console.MarkupLineInterpolated($"{key}: {(value.Length > Longest ? value[..Longest] + "…" : value)}");
        Table table = new Table().Border(TableBorder.Simple).AddColumns(
            new TableColumn("tensor"), new TableColumn("type"), new TableColumn("shape"), new TableColumn("least").RightAligned(),
                new TableColumn("mean").RightAligned(), new TableColumn("greatest").RightAligned());
        foreach (StoredTensor tensor in file.Tensors)
        {
            var (least, mean, greatest) = tensor.Type == StoredType.Unknown ? ("", "", "") : Range(tensor);
            table.AddRow(Markup.Escape(tensor.Name), tensor.DType, SummaryCommand.Extents(tensor.Shape), least, mean, greatest);
        }

        console.Write(table);
    }

    private static (string Least, string Mean, string Greatest) Range(StoredTensor tensor)
    {
        var numbers = new float[tensor.Length];
        tensor.Read(numbers);
        if (numbers.Length == 0) return ("", "", "");
        return (Number(numbers.Min()), Number(numbers.Average(n => (double)n)), Number(numbers.Max()));
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
