using ModelCompiler.Onnx;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>A network → ONNX.</summary>
internal static class ExportCommand
{
    public static void Run(IAnsiConsole console, string model, string? output, string? input, bool fold)
    {
        string path = output ?? throw new ToolException("Say where to: -o FILE.onnx.");
        if (!Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new ToolException($"'{path}': networks are exported as .onnx. Use that extension.");
        ImportedModel imported = Files.Network(model, input);
        imported.Export(path, new OnnxExportOptions { FoldBatchNormalization = fold });
        console.MarkupLineInterpolated($"[bold]{path}[/]: {imported.Architecture.Layers.Count} layers, opset {OnnxModel.Opset}");
    }
}
