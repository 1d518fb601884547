using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>A layers model of TensorFlow.js: Keras's description of the network as JSON, and files of numbers beside it.</summary>
internal static class LayersModel
{
    private const string Again = "Convert the model again with tensorflowjs_converter, to the format tfjs_layers_model.";

    public static KerasNetwork Import(string path, string? modelName, IReadOnlyList<int>? inputShape)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = json.RootElement;
            if (root.GetProperty("format").GetString() is var format && format != "layers-model") throw Graph(path, root, format);
            JsonElement topology = root.GetProperty("modelTopology");
            JsonElement config = topology.TryGetProperty("model_config", out JsonElement inside) ? inside : topology;
            (ModelArchitecture architecture, IReadOnlyList<KerasImportedLayer> layers) = KerasImport.Read(path,
                config, modelName, inputShape);
            Dictionary<string, (long[] Shape, float[] Values)> weights = ReadWeights(path, root.GetProperty("weightsManifest"));
            return KerasNetworks.Checked(path, new KerasNetwork(architecture, Take(path, layers, weights)));
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new WeightFileException(path, $"is no layers model as it should be: {exception.Message}", Again, inner: exception);
        }
    }

    /// <summary>A graph of TensorFlow's operations, without layers: refused, with the first node that says so.</summary>
    private static WeightFileException Graph(string path, JsonElement root, string? format)
    {
        string node = root.TryGetProperty("modelTopology", out JsonElement topology)
            && topology.TryGetProperty("node", out JsonElement nodes) && nodes.ValueKind == JsonValueKind.Array
            ? nodes.EnumerateArray().Where(n => n.GetProperty("op").GetString() is not ("Const" or "Placeholder"))
            .Select(n => $"; its first operation is node '{n.GetProperty("name")}' ({n.GetProperty("op")})").FirstOrDefault("")
            : "";
        return new WeightFileException(
            path, $"is a {TensorNames.Shown(format ?? "file without a format")}, a graph of TensorFlow's operations without layers{node}.",
            "Convert it to ONNX with tf2onnx and import that.");
    }

    private static Dictionary<string, float[]> Take(string path, IReadOnlyList<KerasImportedLayer> layers,
        Dictionary<string, (long[] Shape, float[] Values)> weights)
    {
        var taken = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (KerasImportedLayer layer in layers)
        {
            foreach (string part in layer.Parts)
            {
                bool depthwise = part == "kernel" && layer.Group.StartsWith("depthwise", StringComparison.Ordinal);
                string name = $"{layer.KerasName}/{(depthwise ? "depthwise_kernel" : part)}";
                taken[$"{layer.Name}.{part}"] = weights.TryGetValue(name, out (long[] Shape, float[] Values) found)
                    ? found.Values
                    : throw new WeightFileException(path, $"has no weights '{name}'.", Again, name);
            }
        }

        return taken;
    }

    private static Dictionary<string, (long[] Shape, float[] Values)> ReadWeights(string path, JsonElement manifest)
    {
        var weights = new Dictionary<string, (long[], float[])>(StringComparer.Ordinal);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (JsonElement group in manifest.EnumerateArray())
        {
            using var all = new MemoryStream();
            foreach (JsonElement file in group.GetProperty("paths").EnumerateArray())
            {
                string name = file.GetString()!;
                // A file beside this one, and nothing else of the disk.
                if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or ".." || name.Contains('\\')
                    || name.Any(char.IsControl))
                    throw new WeightFileException(path, $"names a file '{TensorNames.Shown(name)}', which is a path.", Again);
                string beside = Path.Combine(folder, name);
                if (!File.Exists(beside))
                    throw new WeightFileException(
                        path, $"names a file '{TensorNames.Shown(name)}', which is not beside it.", "Copy all files of the model.");
                using FileStream stream = File.OpenRead(beside);
                stream.CopyTo(all);
            }

            ReadGroup(path, group.GetProperty("weights"), all.GetBuffer().AsSpan(0, (int)all.Length), weights);
        }

        return weights;
    }

    private static void ReadGroup(string path, JsonElement described, ReadOnlySpan<byte> bytes,
        Dictionary<string, (long[], float[])> weights)
    {
        foreach (JsonElement weight in described.EnumerateArray())
        {
            string name = weight.GetProperty("name").GetString()!;
            if (TensorNames.Fault(name) is { } fault)
                throw new WeightFileException(path, $"holds '{TensorNames.Shown(name)}', which {fault}.", Again);
            if (weight.GetProperty("dtype").GetString() != "float32" || weight.TryGetProperty("quantization", out _))
                throw new WeightFileException(path, $"holds '{name}' quantized, or not as 32-bit floats.", Again, name);
            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
            Int128 length = 1;
            foreach (long extent in shape) length = extent < 0 || length > int.MaxValue ? Int128.MaxValue / 2 : length * extent;
            if (length * sizeof(float) > bytes.Length)
                throw new WeightFileException(
                    path, $"holds '{name}' {Extents.Of(shape)}, for which {bytes.Length} bytes are left.", Again, name);
            var values = new float[(int)length];
            FloatConversion.Convert(StoredType.F32, bytes[..(sizeof(float) * values.Length)], values);
            bytes = bytes[(sizeof(float) * values.Length)..];
            weights[name] = (shape, values);
        }
    }
}
