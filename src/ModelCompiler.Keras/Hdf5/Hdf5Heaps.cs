using System.Text;

namespace ModelCompiler.Keras.Hdf5;

/// <summary>Where texts lie: names of a group's members in its local heap, texts of any length in global heaps.</summary>
internal sealed class Hdf5Heaps(Hdf5Bytes file)
{
    private readonly Dictionary<long, Dictionary<int, byte[]>> collections = [];

    public Hdf5LocalHeap Local(long address)
    {
        byte[] head = file.Read(address, 32, "a heap of names");
        if (!head.AsSpan().StartsWith("HEAP"u8)) throw new Hdf5Exception($"no heap of names at byte {address}");
        var fields = new Hdf5Fields(head.AsSpan(8));
        long length = fields.I64();
        fields.I64();
        return new Hdf5LocalHeap(file.Read(fields.I64(), length, "a heap of names"));
    }

    /// <summary>An object of a global heap.</summary>
    public byte[] Global(long address, int index)
    {
        if (!collections.TryGetValue(address, out Dictionary<int, byte[]>? objects))
            collections[address] = objects = ReadCollection(address);
        return objects.TryGetValue(index, out byte[]? bytes)
            ? bytes
            : throw new Hdf5Exception($"no object {index} in the heap at byte {address}");
    }

    private Dictionary<int, byte[]> ReadCollection(long address)
    {
        byte[] head = file.Read(address, 16, "a heap");
        if (!head.AsSpan().StartsWith("GCOL"u8)) throw new Hdf5Exception($"no heap at byte {address}");
        long length = new Hdf5Fields(head.AsSpan(8)).I64();
        var fields = new Hdf5Fields(file.Read(address + 16, length - 16, "a heap"));
        var objects = new Dictionary<int, byte[]>();
        while (fields.Left >= 16)
        {
            int index = fields.U16();
            fields.Take(6);
            long bytes = fields.I64();
            if (index == 0) break;
            objects[index] = fields.Take(bytes).ToArray();
            fields.Take(Math.Min(-bytes & 7, fields.Left));
        }

        return objects;
    }
}

/// <summary>Names of a group's members.</summary>
internal sealed class Hdf5LocalHeap(byte[] bytes)
{
    public string Text(long offset)
    {
        if (offset < 0 || offset >= bytes.Length) throw new Hdf5Exception($"a name at byte {offset} of a heap of {bytes.Length}");
        ReadOnlySpan<byte> text = bytes.AsSpan((int)offset);
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
