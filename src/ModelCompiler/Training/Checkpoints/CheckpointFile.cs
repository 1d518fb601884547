using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Training;

/// <summary>
/// A checkpoint as a file: the eight bytes <c>MCCKPT01</c>, the header's length, a JSON header, the floats (little-endian), and a checksum
/// (CRC-32C) of the header and of each run of floats. Numbers in the header are texts, so that every bit and NaN come back.
/// </summary>
internal static class CheckpointFile
{
    public const int MagicBytes = 16;
    public static readonly byte[] Magic = "MCCKPT01"u8.ToArray();

    /// <summary>Writes a file; it appears whole and on disk, or not at all.</summary>
    /// <exception cref="CheckpointException">The file system refused.</exception>
    public static void Write(string path, CheckpointContent content, Func<Stream, Stream>? through = null)
    {
        content.AddFloatsOfSections();
        byte[] header = Header(content);
        try
        {
            AtomicFile.Write(path, file =>
            {
                Stream stream = through is null ? file : through(file);
                WriteTo(stream, content, header);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                path, $"the checkpoint could not be written: {exception.Message}",
                    "Checkpoints before it are whole. Make room or choose another folder.", exception);
        }
    }

    /// <summary>A checkpoint as bytes, as a file has them.</summary>
    public static byte[] ToBytes(CheckpointContent content)
    {
        content.AddFloatsOfSections();
        using var stream = new MemoryStream();
        WriteTo(stream, content, Header(content));
        return stream.ToArray();
    }

    /// <summary>CRC-32C, which processors compute themselves.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes, uint crc = uint.MaxValue)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte last in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, last);
        return crc;
    }

    private static void WriteTo(Stream stream, CheckpointContent content, byte[] header)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(Magic);
        stream.Write(length);
        stream.Write(header);
        var sums = new List<uint> { Checksum(header) };
        foreach ((_, _, FloatSource source) in content.Tensors)
            sums.Add(WriteFloats(stream, source()));
        foreach (uint sum in sums)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, sum);
            stream.Write(length[..sizeof(uint)]);
        }
    }

    /// <summary>
    /// In pieces: a span counts no more than 2^31 bytes, and a piece that was summed is still in the cache when it is written.
    /// </summary>
    private static uint WriteFloats(Stream stream, ReadOnlySpan<float> floats)
    {
        const int piece = 1 << 18;
        uint crc = uint.MaxValue;
        for (int start = 0; start < floats.Length; start += piece)
        {
            ReadOnlySpan<float> some = floats.Slice(start, Math.Min(piece, floats.Length - start));
            if (!BitConverter.IsLittleEndian)
            {
                float[] swapped = some.ToArray();
                SafeTensorsFormat.SwapIfBigEndian(swapped);
                some = swapped;
            }

            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(some);
            crc = Checksum(bytes, crc);
            stream.Write(bytes);
        }

        return crc;
    }

    private static byte[] Header(CheckpointContent content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", content.ModelName);
            json.WriteString("architecture", content.ArchitectureHash);
            json.WriteString("graph", content.Graph);
            json.WriteStartObject("sections");
            foreach ((string name, CallbackState state) in content.Sections)
                WriteSection(json, name, state);
            json.WriteEndObject();
            json.WriteStartArray("tensors");
            foreach ((string name, int length, _) in content.Tensors)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteNumber("length", length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSection(Utf8JsonWriter json, string name, CallbackState state)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("numbers");
        foreach ((string key, double value) in state.Numbers)
            json.WriteString(key, value.ToString("R", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartObject("texts");
        foreach ((string key, string value) in state.Texts)
            json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
