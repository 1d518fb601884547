using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Training;

/// <summary>A checkpoint that was read and checked: nothing was changed yet.</summary>
internal sealed class LoadedCheckpoint(string path, CheckpointContent content, Dictionary<string, float[]> floats)
{
    public string Path => path;

    public CheckpointContent Content => content;

    /// <summary>A section.</summary>
    /// <exception cref="CheckpointException">There is none of this name.</exception>
    public CallbackState Section(string name) =>
        Find(name) ?? throw new CheckpointException(path, $"has no section '{name}'.", CheckpointReader.Damaged);

    /// <summary>A section, or null.</summary>
    public CallbackState? Find(string name) => content.Sections.GetValueOrDefault(name);

    /// <summary>A run of floats, or null.</summary>
    public float[]? Floats(string name) => floats.GetValueOrDefault(name);
}

/// <summary>Reads a checkpoint. What the header announces is held against the file's length before anything is allocated for it.</summary>
internal static class CheckpointReader
{
    public const string Damaged = "The file is damaged or is no checkpoint: delete it and resume from the one before.";
    private const int MostHeaderBytes = 256 << 20;

    /// <exception cref="CheckpointException">
    /// The file is not there, is damaged, or is something else; the message says at which byte.
    /// </exception>
    public static LoadedCheckpoint Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return Read(path, stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"the checkpoint could not be read: {exception.Message}",
                "Check the path and its permissions.", exception);
        }
        // Utf8JsonReader reports invalid UTF-8 in names as InvalidOperationException; JsonDocument a missing property as
        // KeyNotFoundException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or OverflowException or ArgumentException)
        {
            throw new CheckpointException(path, $"has a malformed header: {exception.Message}", Damaged, exception);
        }
    }

    /// <summary>A checkpoint that was sent.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="bytes">All of it.</param>
    public static LoadedCheckpoint Read(string name, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Read(name, stream);
    }

    private static LoadedCheckpoint Read(string path, Stream stream)
    {
        Span<byte> start = stackalloc byte[CheckpointFile.MagicBytes];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
            throw new CheckpointException(path, $"is {stream.Length} bytes long, too short for a checkpoint.", Damaged);
        if (!start[..8].SequenceEqual(CheckpointFile.Magic))
            throw new CheckpointException(
                path, $"begins with '{Printable(start[..8])}', not with '{Encoding.ASCII.GetString(CheckpointFile.Magic)}': it is no "
                    + "checkpoint of this version.", "Name a file that SaveCheckpoint wrote.");
        long headerBytes = BinaryPrimitives.ReadInt64LittleEndian(start[8..]);
        if (headerBytes < 2 || headerBytes > MostHeaderBytes || headerBytes > stream.Length - start.Length)
            throw new CheckpointException(
                path, $"announces a header of {(ulong)headerBytes} bytes at byte 8, in a file of {stream.Length} bytes.", Damaged);
        var header = new byte[headerBytes];
        stream.ReadExactly(header);
        using JsonDocument json = JsonDocument.Parse(header);
        CheckpointContent content = ParseContent(json.RootElement);
        List<(string Name, int Length)> tensors = ParseTensors(json.RootElement);
        long expected = start.Length + headerBytes + sizeof(float) * tensors.Sum(t => (long)t.Length) + sizeof(uint) * (1L + tensors.Count);
        if (expected != stream.Length)
            throw new CheckpointException(path, Length(stream.Length, expected, tensors, start.Length + headerBytes), Damaged);
        return new LoadedCheckpoint(path, content, ReadFloats(path, stream, content, tensors, CheckpointFile.Checksum(header)));
    }

    private static string Length(long actual, long expected, List<(string Name, int Length)> tensors, long at)
    {
        foreach ((string name, int length) in tensors)
        {
            if (actual < at + (long)length * sizeof(float))
                return $"ends at byte {actual} of {expected}, inside '{name}', which begins at byte {at}.";
            at += (long)length * sizeof(float);
        }

        return $"has {actual} bytes, but its header announces {expected}.";
    }

    private static Dictionary<string, float[]> ReadFloats(string path, Stream stream, CheckpointContent content,
        List<(string Name, int Length)> tensors, uint headerSum)
    {
        var floats = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var sums = new List<(string What, long At, uint Sum)> { ("the header", 0, headerSum) };
        foreach ((string name, int length) in tensors)
        {
            var values = new float[length];
            long at = stream.Position;
            uint sum = uint.MaxValue;
            const int piece = 1 << 18;
            for (int from = 0; from < length; from += piece)
            {
                Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan(from, Math.Min(piece, length - from)));
                stream.ReadExactly(bytes);
                sum = CheckpointFile.Checksum(bytes, sum);
            }

            SafeTensorsFormat.SwapIfBigEndian(values);
            sums.Add(($"'{name}'", at, sum));
            if (!floats.TryAdd(name, values))
                throw new CheckpointException(path, $"has '{name}' twice.", Damaged);
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && content.Sections.TryGetValue(name[..slash], out CallbackState? section))
                section.Floats[name[(slash + 1)..]] = values;
        }

        Span<byte> stored = stackalloc byte[sizeof(uint)];
        foreach ((string what, long at, uint sum) in sums)
        {
            stream.ReadExactly(stored);
            if (BinaryPrimitives.ReadUInt32LittleEndian(stored) != sum)
                throw new CheckpointException(
                    path, $"the checksum of {what} at byte {at} is wrong: bytes were changed after it was written.", Damaged);
        }

        return floats;
    }

    private static CheckpointContent ParseContent(JsonElement root)
    {
        var content = new CheckpointContent
        {
            ModelName = root.GetProperty("model").GetString() ?? "",
            ArchitectureHash = root.GetProperty("architecture").GetString() ?? "",
            Graph = root.GetProperty("graph").GetString() ?? "",
        };
        foreach (JsonProperty section in root.GetProperty("sections").EnumerateObject())
        {
            CallbackState state = content.Add(section.Name);
            foreach (JsonProperty number in section.Value.GetProperty("numbers").EnumerateObject())
                state.Set(number.Name, double.Parse(number.Value.GetString() ?? "", NumberStyles.Float, CultureInfo.InvariantCulture));
            foreach (JsonProperty text in section.Value.GetProperty("texts").EnumerateObject())
                state.Set(text.Name, text.Value.GetString() ?? "");
        }

        return content;
    }

    private static List<(string Name, int Length)> ParseTensors(JsonElement root)
    {
        var tensors = new List<(string, int)>();
        foreach (JsonElement tensor in root.GetProperty("tensors").EnumerateArray())
        {
            int length = tensor.GetProperty("length").GetInt32();
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            tensors.Add((tensor.GetProperty("name").GetString() ?? "", length));
        }

        return tensors;
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes)
            text.Append(b is >= 32 and < 127 ? (char)b : '·');
        return text.ToString();
    }
}
