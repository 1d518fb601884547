using ModelCompiler.Keras;
using ModelCompiler.Onnx;
using ModelCompiler.Serialization;

namespace ModelCompiler.Tool.Commands;

/// <summary>Files by what their names say they are.</summary>
internal static class Files
{
    public static bool IsNetwork(string path) => Path.GetExtension(path).ToLowerInvariant() is ".onnx" or ".keras" or ".json";

    /// <summary>A network with its weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">As the option <c>--input</c> gives it.</param>
    /// <param name="name">What the model is called; null: as the file.</param>
    public static ImportedModel Network(string path, string? input, string? name = null)
    {
        int[]? shape = input is null ? null : Shape(input);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".onnx": return OnnxModel.Import(path, new OnnxImportOptions { InputShape = shape, ModelName = name });
            case ".keras" or ".json":
                KerasNetwork network = KerasFile.Import(path, name, shape);
                return new ImportedModel(network.Architecture,
                    [.. network.Architecture.Nodes.SelectMany(n => n.Parameters)
                        .Select(p => new ImportedTensor(p, network.Shape(p), network.Tensors[p]))]);
            default:
                throw new ToolException($"'{path}': networks are read from .onnx and .keras files and from a layers model's model.json; "
                    + $"'{Path.GetExtension(path)}' is none of these. For weights alone use 'convert', 'diff' or 'inspect'.");
        }
    }

    public static WeightFile Weights(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".onnx" => OnnxModel.Open(path),
        ".h5" or ".keras" => KerasFile.Open(path),
        _ => WeightFile.Open(path),
    };

    /// <summary><c>48x192x3</c> → 48, 192, 3.</summary>
    private static int[] Shape(string text)
    {
        string[] words = text.Split('x', '×');
        int[] shape = [.. words.Select(w => int.TryParse(w, out int extent) && extent > 0 ? extent : 0)];
        return shape.Length is >= 1 and <= 3 && !shape.Contains(0)
            ? shape
            : throw new ToolException($"--input {text}: expected up to three sizes from 1 on, channels last, such as 48x192x3.");
    }
}
