using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Runtime;

/// <summary>
/// Memory of whole numbers of 8 bits as generated kernels read and write it. Reading makes floats of them and is exact; writing rounds to
/// the nearest, to even in the middle, and clamps to -128 to 127. No bounds are checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Int8Memory
{
    /// <summary>One number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load1(ref sbyte from, nint at) => Unsafe.Add(ref from, at);

    /// <summary>Four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load4(ref sbyte from, nint at)
    {
        Vector128<sbyte> bytes =
            Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref from, at)))).AsSByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)));
    }

    /// <summary>Eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(ref sbyte from, nint at)
    {
        Vector128<sbyte> bytes =
            Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref from, at)))).AsSByte();
        Vector256<int> whole = Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(bytes)
            : Vector256.WidenLower(Vector256.WidenLower(bytes.ToVector256Unsafe()));
        return Vector256.ConvertToSingle(whole);
    }

    /// <summary>Sixteen numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load16(ref sbyte from, nint at)
    {
        Vector128<sbyte> bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        Vector512<int> whole = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(bytes)
            : Vector512.WidenLower(Vector512.WidenLower(bytes.ToVector256Unsafe().ToVector512Unsafe()));
        return Vector512.ConvertToSingle(whole);
    }

    /// <summary>One number in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat4(ref sbyte from, nint at) => Vector128.Create(Load1(ref from, at));

    /// <summary>One number in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat8(ref sbyte from, nint at) => Vector256.Create(Load1(ref from, at));

    /// <summary>One number in sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat16(ref sbyte from, nint at) => Vector512.Create(Load1(ref from, at));

    /// <summary>Four numbers as they are, in the place of one float; <paramref name="at"/> counts fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadFours1(ref sbyte from, nint at) =>
        Unsafe.ReadUnaligned<float>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref from, 4 * at)));

    /// <summary>Four numbers in the place of each of four floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFours4(ref sbyte from, nint at) => Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 4 * at)).AsSingle();

    /// <summary>Four numbers in the place of each of eight floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFours8(ref sbyte from, nint at) => Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 4 * at)).AsSingle();

    /// <summary>
    /// A sum and the products of four bytes, unsigned, and four others, signed. All three lie in the place of floats; the sum is a whole
    /// number of 32 bits, exact whatever the bytes are: nothing saturates on the way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot1(float bytes, float weights, float sum)
    {
        (uint x, int w) = (BitConverter.SingleToUInt32Bits(bytes), BitConverter.SingleToInt32Bits(weights));
        int dot = ((int)(x & 255) * (sbyte)w) + ((int)((x >> 8) & 255) * (sbyte)(w >> 8))
            + ((int)((x >> 16) & 255) * (sbyte)(w >> 16)) + ((int)(x >> 24) * (w >> 24));
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(sum) + dot);
    }

    /// <summary>The same in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Dot4(Vector128<float> bytes, Vector128<float> weights, Vector128<float> sum)
    {
        if (AvxVnni.IsSupported)
            return AvxVnni.MultiplyWideningAndAdd(sum.AsInt32(), bytes.AsByte(), weights.AsSByte()).AsSingle();
        Vector128<int> dot = Dp.IsSupported ? DotOfSigned(bytes.AsInt32(), weights.AsInt32())
            : Sse2.IsSupported ? DotOfPairs(bytes.AsInt16(), weights.AsInt16()) : DotOfLanes(bytes.AsInt32(), weights.AsInt32());
        return (sum.AsInt32() + dot).AsSingle();
    }

    /// <summary>The same in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Dot8(Vector256<float> bytes, Vector256<float> weights, Vector256<float> sum)
    {
        if (AvxVnni.IsSupported)
            return AvxVnni.MultiplyWideningAndAdd(sum.AsInt32(), bytes.AsByte(), weights.AsSByte()).AsSingle();
        if (Avx2.IsSupported)
            return (sum.AsInt32() + DotOfPairs(bytes.AsInt16(), weights.AsInt16())).AsSingle();
        return Vector256.Create(
            Dot4(bytes.GetLower(), weights.GetLower(), sum.GetLower()), Dot4(bytes.GetUpper(), weights.GetUpper(), sum.GetUpper()));
    }

    /// <summary>
    /// Without AVX-VNNI: bytes 0 and 2, then 1 and 3, as numbers of 16 bits, whose products are added in pairs in 32 bits. (Products of
    /// bytes added in 16 bits, which are one instruction, would saturate.)
    /// </summary>
    internal static Vector256<int> DotOfPairs(Vector256<short> x, Vector256<short> w)
    {
        Vector256<short> evenWeights = Avx2.ShiftRightArithmetic(Avx2.ShiftLeftLogical(w, 8), 8);
        Vector256<int> even = Avx2.MultiplyAddAdjacent(Avx2.And(x, Vector256.Create((short)255)), evenWeights);
        return even + Avx2.MultiplyAddAdjacent(Avx2.ShiftRightLogical(x, 8), Avx2.ShiftRightArithmetic(w, 8));
    }

    /// <summary>The same of 128 bits.</summary>
    internal static Vector128<int> DotOfPairs(Vector128<short> x, Vector128<short> w)
    {
        Vector128<short> evenWeights = Sse2.ShiftRightArithmetic(Sse2.ShiftLeftLogical(w, 8), 8);
        Vector128<int> even = Sse2.MultiplyAddAdjacent(Sse2.And(x, Vector128.Create((short)255)), evenWeights);
        return even + Sse2.MultiplyAddAdjacent(Sse2.ShiftRightLogical(x, 8), Sse2.ShiftRightArithmetic(w, 8));
    }

    /// <summary>ARM multiplies signed bytes: those of x less 128, and 128 times the weights.</summary>
    internal static Vector128<int> DotOfSigned(Vector128<int> x, Vector128<int> w)
    {
        Vector128<sbyte> less = (x ^ Vector128.Create(unchecked((int)0x80808080))).AsSByte();
        return Dp.DotProduct(Vector128<int>.Zero, less, w.AsSByte())
            - Dp.DotProduct(Vector128<int>.Zero, Vector128.Create(sbyte.MinValue), w.AsSByte());
    }

    /// <summary>By what every machine has.</summary>
    internal static Vector128<int> DotOfLanes(Vector128<int> x, Vector128<int> w)
    {
        Vector128<int> low = Vector128.Create(255);
        return ((x & low) * ((w << 24) >> 24)) + (((x >>> 8) & low) * ((w << 16) >> 24))
            + (((x >>> 16) & low) * ((w << 8) >> 24)) + ((x >>> 24) * (w >> 24));
    }

    /// <summary>Writes one number.</summary>
    public static void Store1(ref sbyte to, nint at, float value) =>
        Unsafe.Add(ref to, at) = Round(Vector128.CreateScalarUnsafe(value)).ToScalar();

    /// <summary>Writes four numbers.</summary>
    public static void Store4(ref sbyte to, nint at, Vector128<float> value)
    {
        Unsafe.WriteUnaligned(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref to, at)), Round(value).AsUInt32().ToScalar());
    }

    /// <summary>Writes eight numbers.</summary>
    public static void Store8(ref sbyte to, nint at, Vector256<float> value)
    {
        Store4(ref to, at, value.GetLower());
        Store4(ref to, at + 4, value.GetUpper());
    }

    /// <summary>Writes sixteen numbers.</summary>
    public static void Store16(ref sbyte to, nint at, Vector512<float> value)
    {
        Store8(ref to, at, value.GetLower());
        Store8(ref to, at + 8, value.GetUpper());
    }

    /// <summary>In the first four lanes.</summary>
    private static Vector128<sbyte> Round(Vector128<float> value)
    {
        Vector128<float> clamped = Vector128.Min(Vector128.Max(Vector128.Round(value), Vector128.Create(-128f)), Vector128.Create(127f));
        Vector128<short> whole = Vector128.Narrow(Vector128.ConvertToInt32(clamped), Vector128<int>.Zero);
        return Vector128.Narrow(whole, whole);
    }
}
