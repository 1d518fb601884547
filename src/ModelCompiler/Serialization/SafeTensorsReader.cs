using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelCompiler.Runtime;
using static ModelCompiler.Serialization.SafeTensorsFormat;

namespace ModelCompiler.Serialization;

/// <summary>Reads a file into a model's weights: everything is checked against the model and the file's length, then read aside, then
/// copied in.</summary>
internal static class SafeTensorsReader
{
    private const string Damaged = "The file is damaged or is no .safetensors file; save it again.";

    public static void Load(string path, ParameterSet parameters, string architectureHash)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        (SafeTensorsHeader header, Dictionary<string, SafeTensorsEntry> entries) = ReadEntries(path, stream);
        CheckTensors(path, parameters, entries, header.Model);
        CheckArchitecture(path, parameters, header, architectureHash);
        ReadTensors(path, stream, entries, parameters, [.. parameters]);
    }

    /// <summary>Loads the tensors whose name, shape and type are those of the file.</summary>
    public static TransferredWeights LoadMatching(string path, ParameterSet parameters)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        (SafeTensorsHeader header, Dictionary<string, SafeTensorsEntry> entries) = ReadEntries(path, stream);
        ILookup<bool, ParameterTensor> known = parameters.ToLookup(t => entries.ContainsKey(t.Name));
        ILookup<bool, ParameterTensor> fitting = known[true].ToLookup(t => Fits(t, entries[t.Name]));
        if (!fitting[true].Any())
        {
            throw new WeightFileException(
                path, $"has no tensor that '{parameters.ModelName}' has under the same name and in the same shape.",
                $"Give layers the names that they have in '{header.Model ?? "the file"}'; it holds {string.Join(", ", entries.Keys.Take(5))} and so on.");
        }

        ReadTensors(path, stream, entries, parameters, [.. fitting[true]]);
        var own = parameters.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return new TransferredWeights(Names(fitting[true]), Names(known[false]), Names(fitting[false]), [.. entries.Keys.Where(name => !own.Contains(name))]);
    }

    private static string[] Names(IEnumerable<ParameterTensor> tensors) => [.. tensors.Select(t => t.Name)];

    private static bool Fits(ParameterTensor tensor, SafeTensorsEntry entry) =>
        entry.DType == DType && entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)) && entry.End - entry.Begin == (long)tensor.Length * sizeof(float);

    /// <summary>The header, and the tensors that it describes; the stream stands at the data.</summary>
    private static (SafeTensorsHeader Header, Dictionary<string, SafeTensorsEntry> Entries) ReadEntries(string path, FileStream stream)
    {
        SafeTensorsHeader header = ReadHeader(path, stream);
        CheckPlaces(path, header.Entries, stream.Length - stream.Position);
        return (header, header.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal));
    }

    /// <summary>Reads aside first, so that a file that ends early changes nothing.</summary>
    private static void ReadTensors(string path, FileStream stream, Dictionary<string, SafeTensorsEntry> entries, ParameterSet parameters, IReadOnlyList<ParameterTensor> tensors)
    {
        long dataStart = stream.Position;
        var staged = new AlignedBuffer(parameters.Buffer.Length);
        foreach (ParameterTensor tensor in tensors)
        {
            stream.Position = dataStart + entries[tensor.Name].Begin;
            ReadFloats(path, stream, staged.Span.Slice(tensor.Offset, tensor.Length));
        }

        foreach (ParameterTensor tensor in tensors) staged.Span.Slice(tensor.Offset, tensor.Length).CopyTo(parameters.Buffer.Span.Slice(tensor.Offset, tensor.Length));
        parameters.MarkChanged();
    }

    private static SafeTensorsHeader ReadHeader(string path, FileStream stream)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (stream.ReadAtLeast(prefix, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
            throw new WeightFileException(path, $"is {stream.Length} bytes long, too short for a header.", Damaged);
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > MaxHeaderBytes || length > stream.Length - LengthBytes)
        {
            throw new WeightFileException(
                path, $"announces a header of {(ulong)length} bytes in a file of {stream.Length} bytes (at most {MaxHeaderBytes} are allowed).", Damaged);
        }

        var header = new byte[length];
        try
        {
            stream.ReadExactly(header);
            return SafeTensorsHeader.Parse(header);
        }
        // Utf8JsonReader reports invalid UTF-8 in names as InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or EndOfStreamException)
        {
            throw new WeightFileException(path, $"has a malformed header: {exception.Message}", Damaged, inner: exception);
        }
    }

    /// <summary>Every tensor lies within the data, none over another, and together they fill it.</summary>
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

        WeightFileException Misplaced(SafeTensorsEntry entry, string where) => new(path, $"tensor '{entry.Name}' {where}", Damaged, entry.Name);
    }

    private static void CheckTensors(string path, ParameterSet parameters, Dictionary<string, SafeTensorsEntry> entries, string? savedFrom)
    {
        string remedy = Remedy(parameters);
        string origin = savedFrom is null ? "" : $" (saved from '{savedFrom}')";
        foreach (ParameterTensor tensor in parameters)
        {
            if (!entries.TryGetValue(tensor.Name, out SafeTensorsEntry? entry))
                throw Unfit(tensor, $"is missing; it should be {Extents(tensor.Shape)}{origin}.", remedy);
            if (entry.DType != DType)
                throw Unfit(tensor, $"holds {entry.DType}, but weights are {DType}.", "Convert it to 32-bit floats.");
            if (!entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
                throw Unfit(tensor, $"is {Extents(entry.Shape)}, but '{parameters.ModelName}' needs {Extents(tensor.Shape)}{origin}.", remedy);
            long bytes = (long)tensor.Length * sizeof(float);
            if (entry.End - entry.Begin != bytes)
                throw Unfit(tensor, $"takes {entry.End - entry.Begin} bytes, but its shape needs {bytes}.", Damaged);
        }

        var known = parameters.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        if (entries.Keys.FirstOrDefault(name => !known.Contains(name)) is { } extra)
            throw new WeightFileException(path, $"has a tensor '{extra}' that '{parameters.ModelName}' has not{origin}.", remedy, extra);

        WeightFileException Unfit(ParameterTensor tensor, string problem, string what) =>
            new(path, $"tensor '{tensor.Name}' {problem}", what, tensor.Name);
    }

    /// <summary>Files from elsewhere carry no hash; then names and shapes must do.</summary>
    private static void CheckArchitecture(string path, ParameterSet parameters, SafeTensorsHeader header, string architectureHash)
    {
        if (header.Architecture is { } hash && hash != architectureHash)
        {
            throw new WeightFileException(
                path,
                $"all tensors fit '{parameters.ModelName}', but they were saved from '{header.Model}' with another architecture "
                + $"({hash}, this one is {architectureHash}): a stride, an activation or the like differs.",
                $"{Remedy(parameters)} Or remove '{ArchitectureKey}' from the file's metadata.");
        }
    }

    private static string Remedy(ParameterSet parameters) => $"Load weights that were saved from '{parameters.ModelName}' as it is declared now.";

    private static string Extents<T>(IEnumerable<T> shape) => $"[{string.Join(", ", shape)}]";

    private static void ReadFloats(string path, Stream stream, Span<float> floats)
    {
        const int piece = 1 << 20;
        for (int start = 0; start < floats.Length; start += piece)
        {
            Span<byte> bytes = MemoryMarshal.AsBytes(floats.Slice(start, Math.Min(piece, floats.Length - start)));
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new WeightFileException(path, "became shorter while it was read.", "Load it again.");
        }

        SwapIfBigEndian(floats);
    }
}
