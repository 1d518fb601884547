using System.Buffers;
using System.Runtime.InteropServices;

namespace ModelCompiler.Serialization;

/// <summary>A tensor that is written: its numbers are produced piece by piece.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Shape">The shape in the file.</param>
internal abstract record TensorSource(string Name, IReadOnlyList<long> Shape)
{
    private const int Piece = 1 << 20;

    public long Length => Shape.Aggregate(1L, (length, extent) => checked(length * extent));

    /// <summary>Writes all numbers, little-endian.</summary>
    public virtual void Write(Stream stream)
    {
        float[] buffer = ArrayPool<float>.Shared.Rent((int)Math.Min(Length, Piece));
        try
        {
            for (long start = 0; start < Length; start += Piece)
            {
                Span<float> part = buffer.AsSpan(0, (int)Math.Min(Piece, Length - start));
                Read(start, part);
                SafeTensorsFormat.SwapIfBigEndian(part);
                stream.Write(MemoryMarshal.AsBytes(part));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>Some of the numbers, in the file's order.</summary>
    protected abstract void Read(long start, Span<float> numbers);
}

/// <summary>A tensor of a model.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Tensor">The weights.</param>
/// <param name="Order">How they lie in the file, or null if as in the model.</param>
internal sealed record ParameterSource(string Name, ParameterTensor Tensor, AxisOrder? Order = null)
    : TensorSource(Name, Order?.Shape ?? [.. Tensor.Shape.Select(e => (long)e)])
{
    /// <summary>Weights that lie as the file wants them are written from where they are.</summary>
    public override void Write(Stream stream)
    {
        if (Order is not null || !BitConverter.IsLittleEndian)
        {
            base.Write(stream);
            return;
        }

        // In pieces, since a tensor's bytes may be more than a span can count.
        const int piece = 1 << 22;
        ReadOnlySpan<float> floats = Tensor.Values;
        for (int start = 0; start < floats.Length; start += piece)
            stream.Write(MemoryMarshal.AsBytes(floats.Slice(start, Math.Min(piece, floats.Length - start))));
    }

    protected override void Read(long start, Span<float> numbers)
    {
        if (Order is null) Tensor.Values.Slice((int)start, numbers.Length).CopyTo(numbers);
        else Order.Gather((int)start, Tensor.Values, numbers);
    }
}

/// <summary>A tensor of another file.</summary>
internal sealed record StoredTensorSource(StoredTensor Tensor) : TensorSource(Tensor.Name, Tensor.Shape)
{
    protected override void Read(long start, Span<float> numbers) => Tensor.Read(start, numbers);
}
