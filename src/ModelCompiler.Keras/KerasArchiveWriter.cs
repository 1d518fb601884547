using System.IO.Compression;
using System.Text;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>
/// Writes a <c>.keras</c> file: the network's description, its weights, and which version wrote it. Nothing is compressed, as Keras does
/// it.
/// </summary>
internal static class KerasArchiveWriter
{
    public static void Save(string path, ModelArchitecture architecture, ParameterSet parameters)
    {
        // First, since it refuses what Keras cannot say.
        string config = KerasConfigWriter.Write(path, architecture);
        AtomicFile.Write(path, stream =>
        {
            // HDF5 is written here and there, a zip from beginning to end.
            using var weights = new FileStream(
                $"{((FileStream)stream).Name}.h5",
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
            KerasWeightsWriter.Write(weights, architecture, parameters);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(zip, KerasArchive.Metadata, $$"""{"keras_version": "3.4.1", "date_saved": "{{DateTime.UtcNow:yyyy-MM-dd@HH:mm:ss}}"}""");
            Add(zip, KerasArchive.Config, config);
            using Stream entry = zip.CreateEntry(KerasArchive.Weights, CompressionLevel.NoCompression).Open();
            weights.Position = 0;
            weights.CopyTo(entry, 1 << 20);
        });
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
