using System.Globalization;
using ModelCompiler.Onnx;
using ModelCompiler.Serialization;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>A file as a table.</summary>
internal static class SummaryCommand
{
    public static void Run(IAnsiConsole console, string file, string? input)
    {
        if (Files.IsNetwork(file)) Network(console, Files.Network(file, input));
        else Weights(console, file);
    }

    private static void Network(IAnsiConsole console, ImportedModel model)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(new TableColumn("layer"), new TableColumn("reads"),
            new TableColumn("output"), new TableColumn("parameters").RightAligned());
        ILookup<string, ImportedTensor> tensors = model.Tensors.ToLookup(t => t.Name[..t.Name.LastIndexOf('.')]);
        table.AddRow("input", "", Extents(model.Architecture.InputShape), "");
        foreach (ArchitectureLayer layer in model.Architecture.Layers)
        {
            table.AddRow(
                Markup.Escape($"{layer.Name} ({layer.Kind})"), Markup.Escape(string.Join(", ", layer.Inputs.Select(i => i.Name))),
                    Extents(layer.OutputShape),
                Whole(tensors[layer.Name].Sum(t => (long)t.Values.Length)));
        }

        console.Write(table);
        console.WriteLine($"{Whole(model.Tensors.Sum(t => (long)t.Values.Length))} parameters in {model.Architecture.Layers.Count} layers");
    }

    private static void Weights(IAnsiConsole console, string path)
    {
        using WeightFile file = Files.Weights(path);
        Table table = new Table().Border(TableBorder.Simple).AddColumns(new TableColumn("tensor"), new TableColumn("type"),
            new TableColumn("shape"), new TableColumn("numbers").RightAligned());
        foreach (StoredTensor tensor in file.Tensors)
            table.AddRow(Markup.Escape(tensor.Name), tensor.DType, Extents(tensor.Shape), Whole(tensor.Length));
        console.Write(table);
        console.WriteLine($"{Whole(file.Tensors.Sum(t => t.Length))} numbers in {file.Tensors.Count} tensors");
    }

    internal static string Extents<T>(IEnumerable<T> shape) => string.Join("×", shape);

    internal static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
