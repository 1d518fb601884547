namespace ModelCompiler.Keras.Hdf5;

/// <summary>One message of an object's header.</summary>
internal readonly record struct Hdf5Message(int Type, byte[] Bytes, long Address);

/// <summary>Reads the messages of an object's header, both versions, with its continuations.</summary>
internal static class Hdf5Messages
{
    public const int Dataspace = 0x01, LinkInfo = 0x02, Datatype = 0x03, Link = 0x06, ExternalFiles = 0x07, Layout = 0x08, Filters = 0x0B,
        Attribute = 0x0C, Continuation = 0x10, SymbolTable = 0x11;

    public static List<Hdf5Message> Read(Hdf5Bytes file, long address)
    {
        byte[] start = file.Read(address, 16, "an object's header");
        var messages = new List<Hdf5Message>();
        if (start.AsSpan().StartsWith("OHDR"u8)) ReadVersion2(file, address, start, messages);
        else if (start[0] == 1) ReadVersion1(file, address, start, messages);
        else throw new Hdf5Exception($"an object's header of version {start[0]} at byte {address}");
        return messages;
    }

    private static void ReadVersion1(Hdf5Bytes file, long address, byte[] start, List<Hdf5Message> messages)
    {
        var fields = new Hdf5Fields(start.AsSpan(8));
        var blocks = new Queue<(long Address, long Length)>();
        blocks.Enqueue((address + 16, fields.U32()));
        while (blocks.TryDequeue(out (long Address, long Length) block))
        {
            var rest = new Hdf5Fields(file.Read(block.Address, block.Length, "an object's header"));
            while (rest.Left >= 8)
            {
                int type = rest.U16(), length = rest.U16();
                byte flags = rest.U8();
                rest.Take(3);
                Add(messages, blocks, type, flags, rest.Take(length).ToArray(), block.Address + block.Length - rest.Left - length);
            }
        }
    }

    private static void ReadVersion2(Hdf5Bytes file, long address, byte[] start, List<Hdf5Message> messages)
    {
        int flags = start[5];
        if (start[4] != 2) throw new Hdf5Exception($"an object's header of version {start[4]} at byte {address}");
        int before = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0), sizeBytes = 1 << (flags & 3);
        var fields = new Hdf5Fields(file.Read(address + before, sizeBytes, "an object's header"));
        var blocks = new Queue<(long Address, long Length)>();
        blocks.Enqueue((address + before + sizeBytes, fields.Number(sizeBytes)));
        bool first = true;
        while (blocks.TryDequeue(out (long Address, long Length) block))
        {
            var rest = new Hdf5Fields(file.Read(block.Address, block.Length, "an object's header"));
            if (!first && !rest.Take(4).SequenceEqual("OCHK"u8))
                throw new Hdf5Exception($"no continuation of a header at byte {block.Address}");
            // A checksum ends a continuation; that of the first block follows it.
            int end = first ? 0 : 4, head = (flags & 4) != 0 ? 6 : 4;
            first = false;
            while (rest.Left - end >= head)
            {
                int type = rest.U8(), length = rest.U16();
                byte messageFlags = rest.U8();
                if (head == 6) rest.U16();
                Add(messages, blocks, type, messageFlags, rest.Take(length).ToArray(), block.Address + block.Length - rest.Left - length);
            }
        }
    }

    private static void Add(List<Hdf5Message> messages, Queue<(long Address, long Length)> blocks, int type, byte flags,
        byte[] bytes, long address)
    {
        if (type == Continuation)
        {
            var fields = new Hdf5Fields(bytes);
            blocks.Enqueue((fields.I64(), fields.I64()));
            return;
        }

        if ((flags & 2) != 0) throw new Hdf5Exception($"a shared message of type {type} at byte {address}, which Keras does not write");
        messages.Add(new Hdf5Message(type, bytes, address));
    }
}
