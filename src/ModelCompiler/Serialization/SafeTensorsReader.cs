using System.Buffers.Binary;
using System.Text.Json;
using static ModelCompiler.Serialization.SafeTensorsFormat;

namespace ModelCompiler.Serialization;

/// <summary>
/// Opens a <c>.safetensors</c> file: the header is parsed and checked against the file's length, numbers stay where they are.
/// </summary>
internal static class SafeTensorsReader
{
    private const string Damaged = "The file is damaged or is no .safetensors file; save it again.";

    public static WeightFile Open(string path) => Open(path, new FileBytes(WeightFile.OpenHandle(path)));

    /// <param name="path">A name for messages.</param>
    /// <param name="source">The file's bytes; disposed of with the file.</param>
    public static WeightFile Open(string path, ByteSource source)
    {
        try
        {
            long fileBytes = source.Length;
            (SafeTensorsHeader header, long dataStart) = ReadHeader(path, source, fileBytes);
            CheckPlaces(path, header.Entries, fileBytes - dataStart);
            var file = new WeightFile(path, "safetensors", header.Metadata, source);
            foreach (SafeTensorsEntry entry in header.Entries)
            {
                StoredType type = StoredTypes.Parse(entry.DType);
                if (type != StoredType.Unknown) CheckBytes(path, entry, type);
                file.Add(entry.Name, entry.DType, entry.Shape,
                    type == StoredType.Unknown ? null : new FileTensorData(path, source, type, dataStart + entry.Begin));
            }

            return file;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static (SafeTensorsHeader Header, long DataStart) ReadHeader(string path, ByteSource source, long fileBytes)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (fileBytes < LengthBytes || source.ReadAll(prefix, 0) < LengthBytes)
            throw new WeightFileException(path, $"is {fileBytes} bytes long, too short for a header.", Damaged);
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > MaxHeaderBytes || length > fileBytes - LengthBytes)
        {
            throw new WeightFileException(
                path, $"announces a header of {(ulong)length} bytes in a file of {fileBytes} bytes (at most {MaxHeaderBytes} are allowed).",
                Damaged);
        }

        var header = new byte[length];
        if (source.ReadAll(header, LengthBytes) < length)
            throw new WeightFileException(path, "became shorter while it was read.", "Load it again.");
        try
        {
            return (SafeTensorsHeader.Parse(header), LengthBytes + length);
        }
        // Utf8JsonReader reports invalid UTF-8 in names as InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new WeightFileException(path, $"has a malformed header: {exception.Message}", Damaged, inner: exception);
        }
    }

    /// <summary>Every tensor lies within the data, none over another, and together they fill it; in any order.</summary>
    private static void CheckPlaces(string path, IReadOnlyList<SafeTensorsEntry> entries, long dataBytes)
    {
        long end = 0;
        foreach (SafeTensorsEntry entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.End < entry.Begin || entry.End > dataBytes)
                throw Misplaced(entry, $"lies at bytes {entry.Begin} to {entry.End} of {dataBytes} bytes of data.");
            if (entry.Begin != end)
            {
                string where = entry.Begin < end ? "inside" : "with a hole after";
                throw Misplaced(entry, $"starts at byte {entry.Begin}, {where} the tensor before it, which ends at byte {end}.");
            }

            end = entry.End;
        }

        if (end != dataBytes)
            throw new WeightFileException(path, $"has {dataBytes} bytes of data, of which its tensors take {end}.", Damaged);

        WeightFileException Misplaced(SafeTensorsEntry entry, string where) =>
            new(path, $"tensor '{TensorNames.Shown(entry.Name)}' {where}", Damaged, TensorNames.Shown(entry.Name));
    }

    private static void CheckBytes(string path, SafeTensorsEntry entry, StoredType type)
    {
        string name = TensorNames.Shown(entry.Name);
        UInt128 bytes = (UInt128)type.Bytes();
        foreach (long extent in entry.Shape)
        {
            bytes *= (UInt128)extent;
            if (bytes > long.MaxValue && !entry.Shape.Contains(0))
                throw new WeightFileException(
                    path, $"tensor '{name}' is {Extents.Of(entry.Shape)}, more than any file holds.", Damaged, name);
            if (bytes > long.MaxValue) bytes = 0;
        }

        if (bytes != (UInt128)(entry.End - entry.Begin))
            throw new WeightFileException(
                path, $"tensor '{name}' takes {entry.End - entry.Begin} bytes, but its shape needs {bytes}.", Damaged, name);
    }
}

/// <summary>Shapes in messages.</summary>
internal static class Extents
{
    public static string Of<T>(IEnumerable<T> shape) => $"[{string.Join(", ", shape)}]";
}
