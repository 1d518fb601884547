using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ModelCompiler.Serialization;

/// <summary>
/// Numbers of a file, little-endian, as 32-bit floats: exact from 16 and 8 bits, rounded to nearest even from wider types.
/// </summary>
internal static class FloatConversion
{
    /// <param name="type">What the bytes are; not <see cref="StoredType.Unknown"/>.</param>
    /// <param name="bytes">As many numbers as there are floats.</param>
    /// <param name="floats">Receives them.</param>
    public static void Convert(StoredType type, ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        switch (type)
        {
            case StoredType.F64:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]); break;
            case StoredType.F32:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]); break;
            case StoredType.F16:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]); break;
            case StoredType.BF16: ConvertUpperHalves(bytes, floats); break;
            case StoredType.F8_E4M3: for (int i = 0; i < floats.Length; i++) floats[i] = FromE4M3(bytes[i]); break;
            case StoredType.F8_E5M2:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = (float)BitConverter.UInt16BitsToHalf((ushort)(bytes[i] << 8)); break;
            case StoredType.I64:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]); break;
            case StoredType.I32:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]); break;
            case StoredType.I16:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]); break;
            case StoredType.I8: for (int i = 0; i < floats.Length; i++) floats[i] = (sbyte)bytes[i]; break;
            case StoredType.U64:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]); break;
            case StoredType.U32:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]); break;
            case StoredType.U16:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]); break;
            case StoredType.U8: for (int i = 0; i < floats.Length; i++) floats[i] = bytes[i]; break;
            case StoredType.BOOL: for (int i = 0; i < floats.Length; i++) floats[i] = bytes[i] == 0 ? 0 : 1; break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "No type that can be read.");
        }
    }

    private static void ConvertUpperHalves(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(floats);
        for (int i = 0; i < words.Length; i++) words[i] = (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16;
    }

    /// <summary>Sign, 4 bits of exponent (bias 7), 3 of mantissa; all ones are NaN, there is no infinity.</summary>
    private static float FromE4M3(byte value)
    {
        int exponent = (value >> 3) & 15, mantissa = value & 7;
        if ((value & 127) == 127) return float.NaN;
        float magnitude = exponent == 0 ? MathF.ScaleB(mantissa, -9) : MathF.ScaleB(8 + mantissa, exponent - 10);
        return (value & 128) == 0 ? magnitude : -magnitude;
    }
}
