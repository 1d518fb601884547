using ModelCompiler.Onnx.Protos;

namespace ModelCompiler.Onnx.Import;

/// <summary>A constant of an ONNX graph: floats, or whole numbers, row-major.</summary>
/// <param name="Name">As the file names it.</param>
/// <param name="Dims">Extents; none for a single number.</param>
/// <param name="Floats">Its numbers, if it holds such.</param>
/// <param name="Integers">Its whole numbers, if it holds such.</param>
internal sealed record OnnxTensor(string Name, int[] Dims, float[]? Floats, long[]? Integers)
{
    /// <summary>Stands for the number of samples in a shape that the graph computes.</summary>
    public const long Batch = long.MinValue;

    public int Length => Floats?.Length ?? Integers!.Length;

    public OnnxTensor As(int[] dims) => this with { Dims = dims };
}

/// <summary>Numbers of a <see cref="TensorProto"/>, wherever the file keeps them.</summary>
internal sealed class TensorDecoder(string path)
{
    /// <exception cref="OnnxFileException">The tensor is damaged, too large, or of a type that is not read.</exception>
    public OnnxTensor Decode(TensorProto tensor)
    {
        int[] dims = Dims(tensor);
        int length = dims.Aggregate(1, (product, extent) => product * extent);
        var type = (TensorProto.Types.DataType)tensor.DataType;
        int size = type switch
        {
            TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32 => 4,
            TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 => 8,
            TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 => 2,
            TensorProto.Types.DataType.Bool or TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 => 1,
            _ => throw Refused(
                tensor, $"has the type {type}, which is not read.", "Export it with 32-bit floats (or float16, bfloat16, double)."),
        };
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            return FromBytes(tensor, dims, type, ExternalData.Read(path, tensor, (long)length * size));
        if (tensor.RawData.Length > 0 || length == 0)
        {
            return tensor.RawData.Length == (long)length * size
                ? FromBytes(tensor, dims, type, tensor.RawData.Span)
                : throw Refused(tensor,
                    $"has {tensor.RawData.Length} bytes, but its shape [{string.Join(", ", dims)}] needs {(long)length * size}.", Damaged);
        }

        return FromFields(tensor, dims, length, type);
    }

    private const string Damaged = "The file is damaged; export it again.";

    private OnnxFileException Refused(TensorProto tensor, string problem, string remedy) =>
        new(path, $"tensor '{Shown(tensor.Name)}' {problem}", remedy);

    internal static string Shown(string name) => string.Concat(name.Take(100).Select(c => char.IsControl(c) ? '?' : c));

    private int[] Dims(TensorProto tensor)
    {
        long product = 1;
        if (tensor.Dims.Count > 8)
            throw Refused(tensor, $"has {tensor.Dims.Count} axes.", Damaged);
        foreach (long extent in tensor.Dims)
        {
            if (extent is < 0 or > int.MaxValue || (product *= Math.Max(extent, 1)) > int.MaxValue / 8)
                throw Refused(tensor,
                    $"has the shape [{string.Join(", ", tensor.Dims)}], which is no shape or more than 268,435,455 numbers.", Damaged);
        }

        return [.. tensor.Dims.Select(e => (int)e)];
    }

    private static OnnxTensor FromBytes(TensorProto tensor, int[] dims, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes) =>
        type switch
        {
            TensorProto.Types.DataType.Float => new(tensor.Name, dims, Numbers.Floats(bytes, 4, BitConverter.ToSingle), null),
            TensorProto.Types.DataType.Double => new(
                tensor.Name, dims, Numbers.Floats(bytes, 8, b => (float)BitConverter.ToDouble(b)), null),
            TensorProto.Types.DataType.Float16 => new(
                tensor.Name, dims, Numbers.Floats(bytes, 2, b => (float)BitConverter.ToHalf(b)), null),
            TensorProto.Types.DataType.Bfloat16 => new(
                tensor.Name, dims, Numbers.Floats(bytes, 2, b => Numbers.FromBfloat16(BitConverter.ToUInt16(b))), null),
            TensorProto.Types.DataType.Int64 => new(tensor.Name, dims, null, Numbers.Integers(bytes, 8, BitConverter.ToInt64)),
            TensorProto.Types.DataType.Int32 => new(tensor.Name, dims, null, Numbers.Integers(bytes, 4, b => BitConverter.ToInt32(b))),
            TensorProto.Types.DataType.Int8 => new(tensor.Name, dims, null, Numbers.Integers(bytes, 1, b => (sbyte)b[0])),
            _ => new(tensor.Name, dims, null, Numbers.Integers(bytes, 1, b => b[0])),
        };

    private OnnxTensor FromFields(TensorProto tensor, int[] dims, int length, TensorProto.Types.DataType type)
    {
        OnnxTensor decoded = type switch
        {
            TensorProto.Types.DataType.Float => new(tensor.Name, dims, [.. tensor.FloatData], null),
            TensorProto.Types.DataType.Double => new(tensor.Name, dims, [.. tensor.DoubleData.Select(d => (float)d)], null),
            TensorProto.Types.DataType.Float16 => new(
                tensor.Name, dims, [.. tensor.Int32Data.Select(i => (float)BitConverter.UInt16BitsToHalf((ushort)i))], null),
            TensorProto.Types.DataType.Bfloat16 => new(
                tensor.Name, dims, [.. tensor.Int32Data.Select(i => Numbers.FromBfloat16((ushort)i))], null),
            TensorProto.Types.DataType.Int64 => new(tensor.Name, dims, null, [.. tensor.Int64Data]),
            _ => new(tensor.Name, dims, null, [.. tensor.Int32Data.Select(i => (long)i)]),
        };
        return decoded.Length == length ? decoded
            : throw Refused(tensor, $"has {decoded.Length} numbers, but its shape [{string.Join(", ", dims)}] needs {length}.", Damaged);
    }

    private static class Numbers
    {
        public delegate T Reader<T>(ReadOnlySpan<byte> bytes);

        public static float[] Floats(ReadOnlySpan<byte> bytes, int size, Reader<float> read)
        {
            var numbers = new float[bytes.Length / size];
            if (size == sizeof(float) && BitConverter.IsLittleEndian)
            {
                bytes.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
                return numbers;
            }

            Span<byte> ordered = stackalloc byte[size];
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = read(Native(bytes.Slice(i * size, size), ordered));
            return numbers;
        }

        public static long[] Integers(ReadOnlySpan<byte> bytes, int size, Reader<long> read)
        {
            var numbers = new long[bytes.Length / size];
            Span<byte> ordered = stackalloc byte[size];
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = read(Native(bytes.Slice(i * size, size), ordered));
            return numbers;
        }

        public static float FromBfloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

        /// <summary>Files are little-endian.</summary>
        private static ReadOnlySpan<byte> Native(ReadOnlySpan<byte> bytes, Span<byte> ordered)
        {
            if (BitConverter.IsLittleEndian)
                return bytes;
            bytes.CopyTo(ordered);
            ordered.Reverse();
            return ordered;
        }
    }
}
