using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>The zip that a <c>.keras</c> file is: <c>metadata.json</c>, <c>config.json</c>, <c>model.weights.h5</c>.</summary>
internal static class KerasArchive
{
    public const string Config = "config.json", Weights = "model.weights.h5", Metadata = "metadata.json";
    private const string Again = "The file is damaged or is none of Keras's; save it again with model.save(path).";

    /// <summary>Where the weights lie in the file.</summary>
    public static (long Start, long Length) FindWeights(string path, SafeFileHandle handle, Dictionary<string, string> metadata)
    {
        var zip = new ZipDirectory(path, handle, Again);
        IReadOnlyList<ZipEntry> entries = zip.ReadEntries();
        if (Read(path, zip, entries, Metadata) is { } text) AddMetadata(path, text, metadata);
        ZipEntry weights = entries.FirstOrDefault(e => e.Name == Weights)
            ?? throw new WeightFileException(path, $"has no '{Weights}' in it.", Again);
        return (weights.Offset, weights.Length);
    }

    /// <summary>The network's description.</summary>
    /// <exception cref="WeightFileException">A damaged file, or one without a description.</exception>
    public static string ReadConfig(string path)
    {
        using SafeFileHandle handle = WeightFile.OpenHandle(path);
        var zip = new ZipDirectory(path, handle, Again);
        return Read(path, zip, zip.ReadEntries(), Config) ?? throw new WeightFileException(path, $"has no '{Config}' in it.", Again);
    }

    private static string? Read(string path, ZipDirectory zip, IReadOnlyList<ZipEntry> entries, string name)
    {
        if (entries.FirstOrDefault(e => e.Name == name) is not { } entry) return null;
        if (entry.Length > SnapshotFormat.MostBytes) throw new WeightFileException(path, $"has {entry.Length} bytes of '{name}'.", Again);
        return Encoding.UTF8.GetString(zip.Read(entry.Offset, (int)entry.Length));
    }

    private static void AddMetadata(string path, string text, Dictionary<string, string> metadata)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            foreach (JsonProperty property in json.RootElement.EnumerateObject()) metadata[property.Name] = property.Value.ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new WeightFileException(path, $"has a malformed '{Metadata}': {exception.Message}", Again, inner: exception);
        }
    }
}
