using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using static ModelCompiler.Serialization.SafeTensorsFormat;

namespace ModelCompiler.Serialization;

/// <summary>Writes all weights of a model, with its name and the hash of its architecture as metadata.</summary>
internal static class SafeTensorsWriter
{
    public static void Save(string path, ParameterSet parameters, string architectureHash)
    {
        byte[] header = Header(parameters, architectureHash);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (ParameterTensor tensor in parameters)
                WriteFloats(stream, tensor.Values);
        });
    }

    private static byte[] Header(ParameterSet parameters, string architectureHash)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            json.WriteString(ModelKey, parameters.ModelName);
            json.WriteString(ArchitectureKey, architectureHash);
            json.WriteEndObject();
            long offset = 0;
            foreach (ParameterTensor tensor in parameters)
                WriteEntry(json, tensor, ref offset);
            json.WriteEndObject();
        }

        // Spaces, so that the data starts at a multiple of eight bytes and can be mapped as floats.
        int padding = -buffer.WrittenCount & (LengthBytes - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, ParameterTensor tensor, ref long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", DType);
        json.WriteStartArray("shape");
        foreach (int extent in tensor.Shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        offset += (long)tensor.Length * sizeof(float);
        json.WriteNumberValue(offset);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFloats(Stream stream, ReadOnlySpan<float> floats)
    {
        if (BitConverter.IsLittleEndian)
        {
            WriteBytes(stream, floats);
            return;
        }

        float[] swapped = floats.ToArray();
        SwapIfBigEndian(swapped);
        WriteBytes(stream, swapped);
    }

    /// <summary>In pieces, since a tensor's bytes may be more than a span can count.</summary>
    private static void WriteBytes(Stream stream, ReadOnlySpan<float> floats)
    {
        const int piece = 1 << 20;
        for (int start = 0; start < floats.Length; start += piece)
            stream.Write(MemoryMarshal.AsBytes(floats.Slice(start, Math.Min(piece, floats.Length - start))));
    }
}
