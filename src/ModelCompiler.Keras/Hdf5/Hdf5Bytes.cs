using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ModelCompiler.Keras.Hdf5;

/// <summary>
/// The bytes of an HDF5 file, which may lie in a zip. All that is read of its description together is at most four times the file's length:
/// no damage can make a reader run longer or take more memory than that.
/// </summary>
internal sealed class Hdf5Bytes(SafeFileHandle handle, long start, long length)
{
    private long budget = 4 * length + 4096;

    /// <summary>Where the file begins in what the handle has open.</summary>
    public long Start => start;

    public long Length => length;

    /// <exception cref="Hdf5Exception">Bytes that the file does not have, or too many reads.</exception>
    public byte[] Read(long address, long count, string what)
    {
        if (address < 0 || count < 0 || address > length - count)
            throw new Hdf5Exception($"{what} at bytes {address} to {address + count} of {length}");
        if ((budget -= count + 16) < 0)
            throw new Hdf5Exception("a description that leads back to itself, or says the same again and again");
        var bytes = new byte[count];
        for (int done = 0; done < bytes.Length;)
        {
            int read = RandomAccess.Read(handle, bytes.AsSpan(done), start + address + done);
            if (read == 0) throw new Hdf5Exception("an end before its time");
            done += read;
        }

        return bytes;
    }
}

/// <summary>Reads fields one after the other.</summary>
internal ref struct Hdf5Fields(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> left = bytes;

    public readonly int Left => left.Length;

    public readonly ReadOnlySpan<byte> Rest => left;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > left.Length) throw new Hdf5Exception($"a field of {count} bytes where {left.Length} are left");
        ReadOnlySpan<byte> taken = left[..(int)count];
        left = left[(int)count..];
        return taken;
    }

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>An address or length; one past 2⁶³ is -1, as the undefined address is.</summary>
    public long I64() => Math.Max(-1, BinaryPrimitives.ReadInt64LittleEndian(Take(8)));

    /// <summary>A number of 1, 2, 4 or 8 bytes.</summary>
    public long Number(int bytes) => bytes switch { 1 => U8(), 2 => U16(), 4 => U32(), _ => I64() };
}
