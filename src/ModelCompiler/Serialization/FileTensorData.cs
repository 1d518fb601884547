using System.Buffers;
using System.Runtime.InteropServices;

namespace ModelCompiler.Serialization;

/// <summary>
/// Numbers that lie one after the other in a file. 32-bit floats are read straight to where they are wanted, without a buffer between. (Not
/// from a mapped file: that is a copy all the same, with a page fault for each 4 KB, and a mapped file that is cut short ends the process
/// instead of a call.)
/// </summary>
internal sealed class FileTensorData(string path, ByteSource source, StoredType type, long offset) : TensorData
{
    private const int Piece = 1 << 20;

    public override void Read(long start, Span<float> destination)
    {
        if (type == StoredType.F32)
        {
            long at = offset + sizeof(float) * start;
            const int most = 1 << 28;
            for (int done = 0; done < destination.Length; done += most)
                ReadBytes(at + sizeof(float) * (long)done,
                    MemoryMarshal.AsBytes(destination.Slice(done, Math.Min(most, destination.Length - done))));
            SafeTensorsFormat.SwapIfBigEndian(destination);
            return;
        }

        int size = type.Bytes();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(Piece, size * Math.Min(destination.Length, Piece)));
        try
        {
            int numbers = buffer.Length / size;
            for (int done = 0; done < destination.Length; done += numbers)
            {
                Span<float> part = destination.Slice(done, Math.Min(numbers, destination.Length - done));
                Span<byte> bytes = buffer.AsSpan(0, size * part.Length);
                ReadBytes(offset + size * (start + done), bytes);
                FloatConversion.Convert(type, bytes, part);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ReadBytes(long at, Span<byte> bytes)
    {
        if (source.ReadAll(bytes, at) < bytes.Length)
            throw new WeightFileException(path, "became shorter while it was read.", "Load it again.");
    }
}
