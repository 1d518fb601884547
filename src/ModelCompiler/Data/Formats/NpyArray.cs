using System.Text;

namespace ModelCompiler.Data;

/// <summary>
/// One array of NumPy's format, versions 1 to 3: <c>\x93NUMPY</c>, two bytes of version, the header's length, the header, the numbers. See
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
/// </summary>
internal sealed class NpyArray
{
    private const int MostHeader = 1 << 16;

    private readonly string name;
    private readonly byte[] bytes;
    private readonly NpyHeader header;

    private NpyArray(string name, NpyHeader header, byte[] bytes) => (this.name, this.header, this.bytes) = (name, header, bytes);

    public int[] Shape => header.Shape;

    public NpyType Type => header.Type;

    /// <summary>Reads an array from a file, or from an entry of an archive.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="read">Reads up to so many bytes.</param>
    /// <param name="mostBytes">The most bytes that can come.</param>
    public static NpyArray Read(string name, Func<int, byte[]> read, long mostBytes)
    {
        byte[] magic = read(8);
        if (magic is not [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', _, _])
            throw new DataFormatException(name, "is no NumPy array: it does not start with \\x93NUMPY.");
        if (magic[6] is < 1 or > 3)
            throw new DataFormatException(name, $"has NumPy's format version {magic[6]}; 1 to 3 are supported.");
        byte[] lengthBytes = read(magic[6] == 1 ? 2 : 4);
        long length = 0;
        for (int i = lengthBytes.Length - 1; i >= 0; i--)
            length = (length << 8) | lengthBytes[i];
        byte[] text = length <= MostHeader ? read((int)length) : [];
        if (text.Length < length || lengthBytes.Length < 2)
            throw new DataFormatException(name, $"ends within its header, or has one of {length} bytes.");
        NpyHeader header = NpyHeader.Parse(name, Encoding.Latin1.GetString(text), mostBytes);
        long size = header.Count * header.Type.Size;
        if (size > Array.MaxLength)
            throw new DataFormatException(name, $"has {size} bytes of numbers, more than one array can hold.");
        byte[] numbers = read((int)size);
        if (numbers.Length < size)
            throw new DataFormatException(
                name, $"is truncated: its header says {size} bytes of numbers, but only {numbers.Length} follow.");
        if (read(1).Length > 0)
            throw new DataFormatException(name, $"is too long: its header says {size} bytes of numbers, but more follow.");
        return new NpyArray(name, header, numbers);
    }

    /// <summary>The numbers in row-major order, as bytes, where they are bytes.</summary>
    public byte[] ToBytes()
    {
        if (!header.ColumnMajor || Shape.Length < 2)
            return bytes;
        var rows = new byte[bytes.Length];
        ForEachColumnMajor((from, to) => rows[to] = bytes[from]);
        return rows;
    }

    /// <summary>The numbers in row-major order.</summary>
    public float[] ToFloats()
    {
        var floats = new float[header.Count];
        if (header.ColumnMajor && Shape.Length > 1)
            ForEachColumnMajor((from, to) => floats[to] = (float)Number(from));
        else
            for (int i = 0; i < floats.Length; i++)
                floats[i] = (float)Number(i);
        return floats;
    }

    /// <summary>The numbers as classes.</summary>
    public int[] ToLabels()
    {
        var labels = new int[header.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            double number = Number(i);
            if (number is not (>= 0 and < int.MaxValue))
                throw new DataFormatException(name, $"label {number} of sample {i} is no class: classes are counted from 0.");
            labels[i] = (int)number;
        }

        return labels;
    }

    private double Number(int index) => Type.Read(bytes.AsSpan(index * Type.Size, Type.Size));

    /// <summary>Goes through numbers stored first index fastest, and says where each belongs with the last index fastest.</summary>
    private void ForEachColumnMajor(Action<int, int> move)
    {
        var index = new int[Shape.Length];
        for (int from = 0; from < header.Count; from++)
        {
            int to = 0;
            for (int d = 0; d < index.Length; d++)
                to = to * Shape[d] + index[d];
            move(from, to);
            for (int d = 0; d < index.Length && ++index[d] == Shape[d]; d++)
                index[d] = 0;
        }
    }
}
