using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Runtime;

/// <summary>
/// Memory of whole numbers from 0 to 255 as generated kernels read and write it. Reading makes floats of them and is exact; writing rounds
/// to the nearest, to even in the middle, and clamps; what is no number becomes 0. No bounds are checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UInt8Memory
{
    /// <summary>One number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load1(ref byte from, nint at) => Unsafe.Add(ref from, at);

    /// <summary>Four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load4(ref byte from, nint at)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at))).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }

    /// <summary>Eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(ref byte from, nint at)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at))).AsByte();
        Vector256<int> whole = Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(bytes)
            : Vector256.WidenLower(Vector256.WidenLower(bytes.ToVector256Unsafe())).AsInt32();
        return Vector256.ConvertToSingle(whole);
    }

    /// <summary>Sixteen numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load16(ref byte from, nint at)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        Vector512<int> whole = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(bytes)
            : Vector512.WidenLower(Vector512.WidenLower(bytes.ToVector256Unsafe().ToVector512Unsafe())).AsInt32();
        return Vector512.ConvertToSingle(whole);
    }

    /// <summary>One number in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat4(ref byte from, nint at) => Vector128.Create(Load1(ref from, at));

    /// <summary>One number in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat8(ref byte from, nint at) => Vector256.Create(Load1(ref from, at));

    /// <summary>One number in sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat16(ref byte from, nint at) => Vector512.Create(Load1(ref from, at));

    /// <summary>Four numbers as they are, in the place of one float; <paramref name="at"/> counts fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadFours1(ref byte from, nint at) => Unsafe.ReadUnaligned<float>(ref Unsafe.Add(ref from, 4 * at));

    /// <summary>Four numbers in each of four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SplatFours4(ref byte from, nint at) => Vector128.Create(LoadFours1(ref from, at));

    /// <summary>Four numbers in each of eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SplatFours8(ref byte from, nint at) => Vector256.Create(LoadFours1(ref from, at));

    /// <summary>Writes one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store1(ref byte to, nint at, float value) =>
        Unsafe.Add(ref to, at) = (byte)Round(Vector128.CreateScalarUnsafe(value)).ToScalar();

    /// <summary>Writes four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store4(ref byte to, nint at, Vector128<float> value)
    {
        Vector128<short> whole = Vector128.Narrow(Round(value), Vector128<int>.Zero);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Vector128.Narrow(whole.AsUInt16(), Vector128<ushort>.Zero).AsUInt32().ToScalar());
    }

    /// <summary>Writes eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8(ref byte to, nint at, Vector256<float> value)
    {
        if (Avx2.IsSupported)
        {
            Vector256<float> clamped = Avx.Min(Avx.Max(value, Vector256<float>.Zero), Vector256.Create(255f));
            Vector256<int> whole = Avx.ConvertToVector256Int32(clamped);
            Vector128<short> half = Sse2.PackSignedSaturate(whole.GetLower(), whole.GetUpper());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Sse2.PackUnsignedSaturate(half, half).AsUInt64().ToScalar());
            return;
        }

        Store4(ref to, at, value.GetLower());
        Store4(ref to, at + 4, value.GetUpper());
    }

    /// <summary>Writes sixteen numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store16(ref byte to, nint at, Vector512<float> value)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> clamped = Avx512F.Min(Avx512F.Max(value, Vector512<float>.Zero), Vector512.Create(255f));
            Avx512F.ConvertToVector128Byte(Avx512F.ConvertToVector512Int32(clamped)).StoreUnsafe(ref Unsafe.Add(ref to, at));
            return;
        }

        Store8(ref to, at, value.GetLower());
        Store8(ref to, at + 8, value.GetUpper());
    }

    private static Vector128<int> Round(Vector128<float> value)
    {
        // The second operand where one is no number, in that order.
        Vector128<float> zero = Vector128<float>.Zero,
            natural = Vector128.ConditionalSelect(Vector128.GreaterThan(value, zero), value, zero);
        return Vector128.ConvertToInt32(Vector128.Round(Vector128.Min(natural, Vector128.Create(255f))));
    }
}
