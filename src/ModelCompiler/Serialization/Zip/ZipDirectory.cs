using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ModelCompiler.Serialization;

/// <summary>A file in a zip that is stored as it is.</summary>
/// <param name="Name">Its path in the zip.</param>
/// <param name="Offset">The first of its bytes in the zip.</param>
/// <param name="Length">How many.</param>
internal sealed record ZipEntry(string Name, long Offset, long Length);

/// <summary>
/// Reads a zip's directory, so that stored files can be read where they lie. PyTorch and Keras compress nothing in their files; a
/// compressed file is refused, and with it every zip bomb: what is read is never larger than the zip. Files may not overlap either.
/// </summary>
/// <param name="path">The zip, for messages.</param>
/// <param name="handle">The zip.</param>
/// <param name="remedy">What to do with one that is damaged.</param>
internal sealed class ZipDirectory(string path, SafeFileHandle handle, string remedy)
{
    private const uint EndSignature = 0x0605_4B50, End64Signature = 0x0606_4B50, Locator64Signature = 0x0706_4B50,
        EntrySignature = 0x0201_4B50, LocalSignature = 0x0403_4B50;
    private const int EndBytes = 22, LocatorBytes = 20, End64Bytes = 56, EntryBytes = 46, LocalBytes = 30;

    /// <exception cref="WeightFileException">No zip, or one with something that is refused.</exception>
    public IReadOnlyList<ZipEntry> ReadEntries()
    {
        long fileBytes = RandomAccess.GetLength(handle);
        (long start, long bytes, long count) = FindDirectory(fileBytes);
        // An entry takes at least 46 bytes, so the directory's length bounds what it can describe.
        if (start < 0 || bytes < 0 || start > fileBytes - bytes || count < 0 || count > bytes / EntryBytes || bytes > int.MaxValue / 2)
            throw Fault(
                $"has a directory of {count} files in {bytes} bytes at byte {start}, which the file of {fileBytes} bytes cannot hold");
        byte[] directory = Read(start, (int)bytes);
        var entries = new List<ZipEntry>();
        int at = 0;
        for (long i = 0; i < count; i++) entries.Add(ReadEntry(directory, ref at, fileBytes));
        CheckPlaces(entries, start);
        return entries;
    }

    private (long Start, long Bytes, long Count) FindDirectory(long fileBytes)
    {
        int tailBytes = (int)Math.Min(fileBytes, EndBytes + LocatorBytes + ushort.MaxValue);
        byte[] tail = Read(fileBytes - tailBytes, tailBytes);
        for (int at = tailBytes - EndBytes; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (U32(end, 0) != EndSignature || EndBytes + U16(end, 20) != end.Length) continue;
            if (U16(end, 4) != 0 && U16(end, 4) != ushort.MaxValue) throw Fault("is one part of a zip in several");
            bool is64 = at >= LocatorBytes && U32(tail, at - LocatorBytes) == Locator64Signature;
            return is64 ? ReadEnd64((long)U64(tail, at - LocatorBytes + 8), fileBytes) : (U32(end, 16), U32(end, 12), U16(end, 10));
        }

        throw Fault("has no zip directory at its end");
    }

    private (long Start, long Bytes, long Count) ReadEnd64(long offset, long fileBytes)
    {
        if (offset < 0 || offset > fileBytes - End64Bytes) throw Fault($"names a directory at byte {offset} of {fileBytes}");
        byte[] end = Read(offset, End64Bytes);
        return U32(end, 0) == End64Signature
            ? ((long)U64(end, 48), (long)U64(end, 40), (long)U64(end, 32))
            : throw Fault("has a damaged 64-bit directory");
    }

    private ZipEntry ReadEntry(byte[] directory, ref int at, long fileBytes)
    {
        if (directory.Length - at < EntryBytes || U32(directory, at) != EntrySignature) throw Fault("has a damaged directory");
        ReadOnlySpan<byte> entry = directory.AsSpan(at);
        int nameBytes = U16(entry, 28), extraBytes = U16(entry, 30), commentBytes = U16(entry, 32);
        int total = EntryBytes + nameBytes + extraBytes + commentBytes;
        if (total > entry.Length) throw Fault("has a damaged directory");
        string name = Encoding.UTF8.GetString(entry.Slice(EntryBytes, nameBytes));
        if (TensorNames.Fault(name.TrimEnd('/')) is { } fault) throw Fault($"holds a file '{TensorNames.Shown(name)}' that {fault}");
        if ((U16(entry, 8) & 1) != 0) throw Fault($"holds '{name}' encrypted");
        if (U16(entry, 10) != 0)
            throw new WeightFileException(path, $"holds '{name}' compressed; PyTorch and Keras compress nothing.", remedy);
        (long length, long local) = Sizes(name, entry, entry.Slice(EntryBytes + nameBytes, extraBytes));
        at += total;
        if (local < 0 || local > fileBytes - LocalBytes) throw Fault($"holds '{name}' at byte {local} of {fileBytes}");
        byte[] header = Read(local, LocalBytes);
        long offset = local + LocalBytes + U16(header, 26) + U16(header, 28);
        if (U32(header, 0) != LocalSignature || length < 0 || offset > fileBytes - length)
            throw Fault($"holds '{name}' of {length} bytes at byte {offset} of {fileBytes}");
        return new ZipEntry(name, offset, length);
    }

    /// <summary>Length and place; 64-bit ones stand in the extra field, in an order that depends on which are needed.</summary>
    private (long Length, long Local) Sizes(string name, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        ulong stored = U32(entry, 20), length = U32(entry, 24), local = U32(entry, 42);
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), bytes = U16(extra, 2);
            if (bytes > extra.Length - 4) break;
            ReadOnlySpan<byte> field = extra.Slice(4, bytes);
            extra = extra[(4 + bytes)..];
            if (id != 1) continue;
            Take(ref length, ref field);
            Take(ref stored, ref field);
            Take(ref local, ref field);
        }

        return stored == length ? ((long)length, (long)local)
            : throw Fault($"holds '{name}' in {stored} bytes for {length}, though it is not compressed");

        static void Take(ref ulong value, ref ReadOnlySpan<byte> field)
        {
            if (value != uint.MaxValue || field.Length < 8) return;
            value = U64(field, 0);
            field = field[8..];
        }
    }

    private void CheckPlaces(List<ZipEntry> entries, long directory)
    {
        long end = 0;
        foreach (ZipEntry entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.Length))
        {
            if (entry.Offset < end || entry.Offset + entry.Length > directory) throw Fault($"holds '{entry.Name}' over another file");
            end = entry.Offset + entry.Length;
        }
    }

    public byte[] Read(long offset, int count)
    {
        var bytes = new byte[count];
        for (int done = 0; done < count;)
        {
            int read = RandomAccess.Read(handle, bytes.AsSpan(done), offset + done);
            if (read == 0) throw Fault("ends early");
            done += read;
        }

        return bytes;
    }

    private WeightFileException Fault(string problem) => new(path, $"{problem}.", remedy);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
