using System.Text;
using Microsoft.Win32.SafeHandles;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras.Hdf5;

/// <summary>
/// Reads the part of HDF5 that Keras's files use: groups, texts as attributes, and numbers in one piece. Everything else (links that lead
/// out of the file or in a circle, compressed or external data) is refused by name; numbers stay where they are until somebody reads them.
/// (A general library follows links into other files and trusts lengths, which files of strangers do not allow.) See
/// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html.
/// </summary>
internal sealed class Hdf5Reader
{
    private const int Deepest = 64;
    private readonly Hdf5Bytes file;
    private readonly HashSet<long> groups = [];
    private readonly Hdf5Heaps heaps;

    private Hdf5Reader(Hdf5Bytes file) => (this.file, heaps) = (file, new Hdf5Heaps(file));

    /// <summary>Reads a file's groups and the places of its numbers.</summary>
    /// <param name="handle">An open file.</param>
    /// <param name="start">Where the HDF5 file begins in it.</param>
    /// <param name="length">Its length.</param>
    /// <exception cref="Hdf5Exception">A file that is damaged, or that holds what is refused.</exception>
    public static Hdf5Group Read(SafeFileHandle handle, long start, long length)
    {
        var reader = new Hdf5Reader(new Hdf5Bytes(handle, start, length));
        long root = reader.ReadSuperblock();
        return reader.ReadObject(root, "/", 0) as Hdf5Group ?? throw new Hdf5Exception("numbers where the first group should be");
    }

    private long ReadSuperblock()
    {
        if (file.Length < 48 || !file.Read(0, 8, "the signature").AsSpan().SequenceEqual(Signature))
            throw new Hdf5Exception("no HDF5 signature at its beginning");
        int version = file.Read(8, 1, "the superblock")[0];
        if (version > 3) throw new Hdf5Exception($"a superblock of version {version}");
        byte[] sizes = file.Read(version < 2 ? 13 : 9, 2, "the superblock");
        if (sizes is not [8, 8]) throw new Hdf5Exception($"offsets of {sizes[0]} and lengths of {sizes[1]} bytes, where 8 are known");
        int bases = version switch { 0 => 24, 1 => 28, _ => 12 };
        if (new Hdf5Fields(file.Read(bases, 8, "the superblock")).I64() != 0)
            throw new Hdf5Exception("addresses that do not count from the beginning");
        return new Hdf5Fields(file.Read(bases + (version < 2 ? 40 : 24), 8, "the superblock")).I64();
    }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private Hdf5Object ReadObject(long address, string path, int depth)
    {
        List<Hdf5Message> messages = Hdf5Messages.Read(file, address);
        Dictionary<string, string[]> attributes = Hdf5Attributes.Read(messages, heaps);
        if (messages.Any(m => m.Type == Hdf5Messages.Layout)) return Hdf5Datasets.Read(file, path, messages, attributes);
        if (!groups.Add(address))
            throw new Hdf5Exception(
                $"the group '{path}', which another link leads to, too: links that lead in a circle, or twice to one place");
        if (depth == Deepest) throw new Hdf5Exception($"groups more than {Deepest} deep");
        var members = new List<KeyValuePair<string, Hdf5Object>>();
        foreach ((string name, long target) in Links(messages, path))
        {
            if (TensorNames.Fault(name) is not null || name.Contains('/'))
                throw new Hdf5Exception($"'{TensorNames.Shown(name)}' in '{path}', a name that is a path");
            members.Add(new(name, ReadObject(target, $"{path}{name}/", depth + 1)));
        }

        return new Hdf5Group(attributes, members);
    }

    private IEnumerable<(string Name, long Target)> Links(List<Hdf5Message> messages, string path)
    {
        var links = new List<(string, long)>();
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == Hdf5Messages.SymbolTable) ReadSymbolTable(message, path, links);
            else if (message.Type == Hdf5Messages.Link) links.Add(ReadLink(message, path));
            else if (message.Type == Hdf5Messages.LinkInfo) CheckLinkInfo(message, path);
        }

        return links;
    }

    private static void CheckLinkInfo(Hdf5Message message, string path)
    {
        var fields = new Hdf5Fields(message.Bytes);
        fields.U8();
        if ((fields.U8() & 1) != 0) fields.I64();
        if (fields.I64() != -1)
            throw new Hdf5Exception(
                $"the group '{path}' with an index of links, which Keras does not write; write it with h5py's default libver");
    }

    private static (string Name, long Target) ReadLink(Hdf5Message message, string path)
    {
        var fields = new Hdf5Fields(message.Bytes);
        fields.U8();
        int flags = fields.U8();
        int kind = (flags & 8) != 0 ? fields.U8() : 0;
        if ((flags & 4) != 0) fields.I64();
        if ((flags & 0x10) != 0) fields.U8();
        string name = Encoding.UTF8.GetString(fields.Take(fields.Number(1 << (flags & 3))));
        return kind == 0
            ? (name, fields.I64())
            : throw new Hdf5Exception($"'{TensorNames.Shown(name)}' in '{path}', a link {(kind == 1 ? "by name" : "out of the file")}");
    }

    private void ReadSymbolTable(Hdf5Message message, string path, List<(string, long)> links)
    {
        var fields = new Hdf5Fields(message.Bytes);
        long tree = fields.I64();
        Hdf5LocalHeap names = heaps.Local(fields.I64());
        var nodes = new Stack<long>([tree]);
        while (nodes.TryPop(out long node))
        {
            byte[] head = file.Read(node, 8, "a group's index");
            if (head.AsSpan().StartsWith("SNOD"u8)) ReadSymbols(node, names, path, links);
            else if (head.AsSpan().StartsWith("TREE"u8) && head[4] == 0) PushChildren(node, head, nodes);
            else throw new Hdf5Exception($"no index of the group '{path}' at byte {node}");
        }
    }

    private void PushChildren(long node, byte[] head, Stack<long> nodes)
    {
        int used = head[6] | head[7] << 8;
        var fields = new Hdf5Fields(file.Read(node + 24, 16L * used + 8, "a group's index"));
        var children = new List<long>();
        for (int i = 0; i < used; i++)
        {
            fields.I64();
            children.Add(fields.I64());
        }

        for (int i = children.Count - 1; i >= 0; i--) nodes.Push(children[i]);
    }

    private void ReadSymbols(long node, Hdf5LocalHeap names, string path, List<(string, long)> links)
    {
        int count = new Hdf5Fields(file.Read(node + 6, 2, "a group's members")).U16();
        var fields = new Hdf5Fields(file.Read(node + 8, 40L * count, "a group's members"));
        for (int i = 0; i < count; i++)
        {
            string name = names.Text(fields.I64());
            long target = fields.I64();
            uint kind = fields.U32();
            fields.Take(20);
            if (kind == 2) throw new Hdf5Exception($"'{TensorNames.Shown(name)}' in '{path}', a link by name");
            links.Add((name, target));
        }
    }
}
