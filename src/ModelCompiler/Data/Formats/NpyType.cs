using System.Buffers.Binary;

namespace ModelCompiler.Data;

/// <summary>A number type of NumPy's files, such as <c>&lt;f4</c>: byte order, kind, bytes.</summary>
internal sealed class NpyType
{
    private readonly char kind;
    private readonly bool bigEndian;

    private NpyType(char kind, int size, bool bigEndian) => (this.kind, Size, this.bigEndian) = (kind, size, bigEndian);

    /// <summary>Bytes of one number.</summary>
    public int Size { get; }

    /// <summary>Whether numbers are whole.</summary>
    public bool IsWhole => kind is 'i' or 'u' or 'b';

    /// <summary>Whether the numbers are bytes as they lie.</summary>
    public bool IsByte => kind is 'u' or 'b' && Size == 1;

    /// <summary>The type of a descriptor, or null if it is none that is supported.</summary>
    public static NpyType? Parse(string descriptor)
    {
        if (descriptor.Length != 3 || "<>|=".IndexOf(descriptor[0]) < 0)
            return null;
        bool known = descriptor[1..] is "f2" or "f4" or "f8" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" or "b1";
        return known ? new NpyType(descriptor[1], descriptor[2] - '0', descriptor[0] == '>') : null;
    }

    /// <summary>One number as a double; 64-bit integers past 2^53 are rounded.</summary>
    public double Read(ReadOnlySpan<byte> bytes)
    {
        ulong bits = Size switch
        {
            1 => bytes[0],
            2 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
        return (kind, Size) switch
        {
            ('f', 2) => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            ('f', 4) => BitConverter.UInt32BitsToSingle((uint)bits),
            ('f', _) => BitConverter.UInt64BitsToDouble(bits),
            ('i', 1) => (sbyte)bits,
            ('i', 2) => (short)bits,
            ('i', 4) => (int)bits,
            ('i', _) => (long)bits,
            _ => bits,
        };
    }
}
