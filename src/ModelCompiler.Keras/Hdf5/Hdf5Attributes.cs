using System.Text;

namespace ModelCompiler.Keras.Hdf5;

/// <summary>Reads attributes that are texts, or lists of texts; others are left out.</summary>
internal static class Hdf5Attributes
{
    public static Dictionary<string, string[]> Read(List<Hdf5Message> messages, Hdf5Heaps heaps)
    {
        var attributes = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == Hdf5Messages.Attribute) Read(message.Bytes, heaps, attributes);
        }

        return attributes;
    }

    private static void Read(byte[] bytes, Hdf5Heaps heaps, Dictionary<string, string[]> attributes)
    {
        var fields = new Hdf5Fields(bytes);
        int version = fields.U8();
        fields.U8();
        int nameBytes = fields.U16(), typeBytes = fields.U16(), spaceBytes = fields.U16();
        if (version == 3) fields.U8();
        // Version 1 fills each part up to eight bytes.
        int step = version == 1 ? 7 : 0;
        string name = Encoding.UTF8.GetString(fields.Take(nameBytes + step & ~step)).TrimEnd('\0');
        ReadOnlySpan<byte> type = fields.Take(typeBytes + step & ~step), space = fields.Take(spaceBytes + step & ~step);
        if (version is < 1 or > 3 || type.Length < 8 || space.Length < 2) throw new Hdf5Exception($"an attribute of version {version}");
        int count = Count(space);
        int kind = type[0] & 15;
        // Texts of a fixed length, or references to texts in a heap (a variable-length type of which the low bits say that it is text).
        if (kind == 3) attributes[name] = Fixed(ref fields, count, new Hdf5Fields(type[4..]).U32());
        else if (kind == 9 && (type[1] & 15) == 1) attributes[name] = Variable(ref fields, count, heaps);
    }

    private static int Count(ReadOnlySpan<byte> space)
    {
        var fields = new Hdf5Fields(space);
        int version = fields.U8(), rank = fields.U8();
        fields.Take(version == 1 ? 6 : 2);
        long count = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            long extent = fields.I64();
            if (extent < 0 || (count *= Math.Min(extent, int.MaxValue)) > int.MaxValue)
                throw new Hdf5Exception("an attribute of too many texts");
        }

        return (int)count;
    }

    private static string[] Fixed(ref Hdf5Fields fields, int count, uint size)
    {
        if (size == 0 || count > fields.Left / size)
            throw new Hdf5Exception($"an attribute of {count} texts of {size} bytes in {fields.Left} bytes");
        var texts = new string[count];
        for (int i = 0; i < count; i++) texts[i] = Encoding.UTF8.GetString(fields.Take(size)).TrimEnd('\0', ' ');
        return texts;
    }

    private static string[] Variable(ref Hdf5Fields fields, int count, Hdf5Heaps heaps)
    {
        if (count > fields.Left / 16) throw new Hdf5Exception($"an attribute of {count} texts in {fields.Left} bytes");
        var texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            long length = fields.U32(), heap = fields.I64();
            int index = (int)fields.U32();
            byte[] bytes = length == 0 ? [] : heaps.Global(heap, index);
            texts[i] = Encoding.UTF8.GetString(bytes, 0, (int)Math.Min(length, bytes.Length)).TrimEnd('\0');
        }

        return texts;
    }
}
