using System.Text.Json;

namespace ModelCompiler.Serialization;

/// <summary>
/// Opens what ConvNetJS's <c>net.toJSON()</c> gives: layers in order with their filters, each of which is <c>[y, x, depth]</c> as here, one
/// filter after the other. See https://github.com/karpathy/convnetjs/tree/master/src.
/// </summary>
internal static class ConvNetJsReader
{
    public const string Format = "ConvNetJS";

    public static bool IsSnapshot(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("layers", out JsonElement layers)
            && layers.ValueKind == JsonValueKind.Array && layers.GetArrayLength() > 0
        && layers[0].ValueKind == JsonValueKind.Object && layers[0].TryGetProperty("layer_type", out _);

    /// <summary>Tensors <c>1.kernel</c> and <c>1.bias</c> of layer 1, and in the metadata what each layer computes.</summary>
    public static WeightFile Open(string path, JsonElement root)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = new WeightFile(path, Format, metadata);
        int index = 0;
        foreach (JsonElement layer in root.GetProperty("layers").EnumerateArray())
        {
            string kind = layer.GetProperty("layer_type").GetString() ?? "";
            if (ConvNetJsMatching.Describe(kind, layer) is { } described) metadata[$"layer {index}"] = described;
            if (kind is "conv" or "fc") AddWeights(file, index, kind, layer);
            index++;
        }

        return file;
    }

    private static void AddWeights(WeightFile file, int index, string kind, JsonElement layer)
    {
        JsonElement filters = layer.GetProperty("filters");
        int count = filters.GetArrayLength();
        if (count == 0) throw new FormatException($"layer {index} has no filters.");
        JsonElement first = filters[0];
        int width = Extent(first, "sx"), height = Extent(first, "sy"), depth = Extent(first, "depth");
        long length = checked((long)width * height * depth);
        // Each number takes at least two characters of the file.
        if (length * count > SnapshotFormat.MostBytes / 2) throw new FormatException($"layer {index} has filters of {length} numbers.");
        var parts = new List<float[]>();
        foreach (JsonElement filter in filters.EnumerateArray())
        {
            if (Extent(filter, "sx") != width || Extent(filter, "sy") != height || Extent(filter, "depth") != depth)
                throw new FormatException($"layer {index} has filters of several shapes.");
            parts.Add(Numbers(filter, length));
        }

        JsonElement biases = layer.GetProperty("biases");
        float[] bias = Numbers(biases, count);
        long[] shape = kind == "fc" ? [count, length] : [count, height, width, depth];
        file.Add($"{index}.kernel", nameof(StoredType.F64), shape, new MemoryTensorData(parts.SelectMany(p => p).ToArray()));
        file.Add($"{index}.bias", nameof(StoredType.F64), [count], new MemoryTensorData(bias));
    }

    private static float[] Numbers(JsonElement volume, long length)
    {
        JsonElement numbers = volume.GetProperty("w");
        // Nothing is allocated for numbers that are not there.
        long present = numbers.ValueKind == JsonValueKind.Object ? numbers.EnumerateObject().Count() : numbers.GetArrayLength();
        return present == length ? SnapshotReader.Numbers(numbers,
            (int)length) : throw new FormatException($"{present} numbers where there should be {length}.");
    }

    public static int Extent(JsonElement element, string name) =>
        element.GetProperty(name).GetInt32() is >= 0 and var extent ? extent : throw new FormatException($"'{name}' is less than 0.");
}
