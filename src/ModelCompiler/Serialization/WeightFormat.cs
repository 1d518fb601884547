namespace ModelCompiler.Serialization;

/// <summary>Formats by extension.</summary>
internal enum WeightFormat
{
    SafeTensors,
    PyTorch,
    Json,
}

internal static class WeightFormats
{
    /// <summary>The format that a path's extension names.</summary>
    /// <exception cref="WeightFileException">None, or one that is only read.</exception>
    public static WeightFormat Of(string path, bool reading)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string extension = Path.GetExtension(path);
        return extension.ToUpperInvariant() switch
        {
            ".SAFETENSORS" => WeightFormat.SafeTensors,
            ".JSON" => WeightFormat.Json,
            ".PT" or ".PTH" when reading => WeightFormat.PyTorch,
            ".PT" or ".PTH" => throw new WeightFileException(path, $"'{extension}' files are read, not written.",
                "PyTorch reads a .safetensors file saved with WeightLayout.PyTorch."),
            ".KERAS" or ".H5" => throw new WeightFileException(path, $"'{extension}' is Keras's.",
                "Use KerasFile of the package ModelCompiler.Keras."),
            ".ONNX" => throw new WeightFileException(path, $"'{extension}' is ONNX's.", "Use OnnxModel of the package ModelCompiler.Onnx."),
            _ => throw new WeightFileException(
                path, $"the extension '{extension}' names no format for weights.",
                $"Supported: .safetensors, .json{(reading ? ", .pt, .pth" : "")}."),
        };
    }
}
