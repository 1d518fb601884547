using System.Text.Json;

namespace ModelCompiler.Serialization;

/// <summary>Opens a JSON snapshot: this library's own, or one of ConvNetJS. Memory is a small multiple of the file's length.</summary>
internal static class SnapshotReader
{
    public const string Format = "JSON snapshot";
    private const string Damaged = "Save it again.";

    public static WeightFile Open(string path)
    {
        long bytes = new FileInfo(path) is { Exists: true } info
            ? info.Length
            : throw new FileNotFoundException($"'{path}' does not exist.", path);
        if (bytes > SnapshotFormat.MostBytes)
            throw new WeightFileException(path, $"is {bytes} bytes of text; at most {SnapshotFormat.MostBytes} are read.",
                "Save so large a network as .safetensors.");
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = json.RootElement;
            if (ConvNetJsReader.IsSnapshot(root)) return ConvNetJsReader.Open(path, root);
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(SnapshotFormat.Format, out JsonElement format)
                || format.GetString() is not { } version)
                throw new WeightFileException(path, "is neither a snapshot of a model nor one of ConvNetJS.",
                    "Load a file that model.Save wrote with the extension .json.");
            if (version != SnapshotFormat.Version)
                throw new WeightFileException(
                    path, $"has the format '{TensorNames.Shown(version)}', but '{SnapshotFormat.Version}' is read.",
                    "Save it with this version of ModelCompiler.");
            return Read(path, root);
        }
        // JsonElement reports a value of another kind, and text that is no UTF-8, as InvalidOperationException, a number past a float's
        // range as FormatException.
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new WeightFileException(path, $"is no snapshot as it should be: {exception.Message}", Damaged, inner: exception);
        }
    }

    private static WeightFile Read(string path, JsonElement root)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (root.TryGetProperty(SnapshotFormat.Metadata, out JsonElement more))
        {
            foreach (JsonProperty entry in more.EnumerateObject()) metadata[entry.Name] = entry.Value.GetString() ?? "";
        }

        foreach (string key in (string[])[SafeTensorsFormat.ModelKey, SafeTensorsFormat.ArchitectureKey])
        {
            if (root.TryGetProperty(key, out JsonElement value) && value.GetString() is { } text) metadata[key] = text;
        }

        var file = new WeightFile(path, Format, metadata);
        foreach (JsonElement layer in root.GetProperty(SnapshotFormat.Layers).EnumerateArray())
        {
            string name = layer.GetProperty(SnapshotFormat.Name).GetString() ?? "";
            if (!layer.TryGetProperty(SnapshotFormat.Weights, out JsonElement weights)) continue;
            foreach (JsonProperty tensor in weights.EnumerateObject()) Add(file, $"{name}.{tensor.Name}", tensor.Value);
        }

        return file;
    }

    private static void Add(WeightFile file, string name, JsonElement tensor)
    {
        long[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
        JsonElement values = tensor.GetProperty("values");
        long length = shape.Any(e => e < 0) ? -1 : shape.Aggregate(1L, (a, b) => checked(a * b));
        if (length != values.GetArrayLength())
            throw new WeightFileException(
                file.Path, $"tensor '{TensorNames.Shown(name)}' is {Extents.Of(shape)}, but has {values.GetArrayLength()} numbers.",
                Damaged, TensorNames.Shown(name));
        file.Add(name, SafeTensorsFormat.DType, shape, new MemoryTensorData(Numbers(values, (int)length)));
    }

    /// <summary>Numbers of an array, or of an object with places for names, as JavaScript writes its typed arrays.</summary>
    public static float[] Numbers(JsonElement values, int length)
    {
        var numbers = new float[length];
        int i = 0;
        if (values.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty value in values.EnumerateObject()) numbers[Place(value.Name, i++, length)] = Number(value.Value);
        }
        else
        {
            foreach (JsonElement value in values.EnumerateArray()) numbers[Place(null, i++, length)] = Number(value);
        }

        return i == length ? numbers : throw new FormatException($"{i} numbers where there should be {length}.");
    }

    private static int Place(string? name, int next, int length) =>
        next < length && (name is null || name == next.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ? next
            : throw new FormatException($"'{name}' where number {next} of {length} should be.");

    private static float Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "NaN" => float.NaN,
            "Infinity" => float.PositiveInfinity,
            "-Infinity" => float.NegativeInfinity,
            _ => throw new FormatException("a text where a number should be."),
        }
        : (float)value.GetDouble();
}
