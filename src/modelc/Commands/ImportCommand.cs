using ModelCompiler.Onnx;
using ModelCompiler.Tool.Declarations;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>A network → a class and its weights.</summary>
internal static class ImportCommand
{
    public static void Run(IAnsiConsole console, string model, string? output, string? space, string? name, string? input, string? weights)
    {
        string code = output ?? Path.ChangeExtension(model, ".cs");
        ImportedModel imported = Files.Network(model, input, name ?? (output is null ? null : Identifier(output)));
        string tensors = weights ?? Path.ChangeExtension(code, ".safetensors");
        ModelArchitecture graph = imported.Architecture;
        long parameters = imported.Tensors.Sum(t => (long)t.Values.Length);
        Declaration declaration = DeclarationWriter.Write(
            graph, space, $"{Path.GetFileName(model)} as a class: {string.Join("×", graph.InputShape)} in, "
                + $"{string.Join("×", graph.OutputShape)} out, {parameters:N0} weights, which are in {Path.GetFileName(tensors)}.");
        if (Path.GetDirectoryName(Path.GetFullPath(code)) is { } folder) Directory.CreateDirectory(folder);
        imported.SaveWeights(tensors, declaration.Tensor);
        File.WriteAllText(code, declaration.Text);
        int lines = declaration.Text.Count(c => c == '\n');
        string from = string.Join("×", graph.InputShape), to = string.Join("×", graph.OutputShape);
        console.MarkupLineInterpolated($"[bold]{code}[/]: {lines} lines, {graph.Layers.Count} layers, {from} in, {to} out");
        console.MarkupLineInterpolated($"[bold]{tensors}[/]: {imported.Tensors.Count} tensors, {parameters:N0} numbers");
        console.MarkupLineInterpolated($"new {graph.ModelName}().Load(\"{Path.GetFileName(tensors)}\") loads them.");
    }

    private static string? Identifier(string output)
    {
        string name = Path.GetFileNameWithoutExtension(output);
        return name.Length > 0 && char.IsLetter(name[0]) && name.All(char.IsLetterOrDigit) ? name : null;
    }
}
