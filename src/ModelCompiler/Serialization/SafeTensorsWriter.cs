using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using static ModelCompiler.Serialization.SafeTensorsFormat;

namespace ModelCompiler.Serialization;

/// <summary>Writes tensors, one after the other in the order in which they come, and text beside them.</summary>
internal static class SafeTensorsWriter
{
    /// <exception cref="WeightFileException">Two tensors of one name.</exception>
    public static void Save(string path, IReadOnlyList<TensorSource> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (tensors.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1 || g.Key == Metadata) is { } twice)
            throw new WeightFileException(path, $"would hold two tensors called '{twice.Key}'.", "Give each its own name.", twice.Key);
        byte[] header = Header(tensors, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (TensorSource tensor in tensors)
                tensor.Write(stream);
        });
    }

    private static byte[] Header(IReadOnlyList<TensorSource> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(Metadata);
                foreach ((string key, string text) in metadata)
                    json.WriteString(key, text);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach (TensorSource tensor in tensors)
                WriteEntry(json, tensor, ref offset);
            json.WriteEndObject();
        }

        // Spaces, so that the data starts at a multiple of eight bytes and can be mapped as floats.
        int padding = -buffer.WrittenCount & (LengthBytes - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorSource tensor, ref long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", DType);
        json.WriteStartArray("shape");
        foreach (long extent in tensor.Shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        offset += tensor.Length * sizeof(float);
        json.WriteNumberValue(offset);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
