using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Runtime;

/// <summary>
/// Memory of bfloat16 numbers (the upper 16 bits of a float) as generated kernels read and write it. Reading widens and is exact; writing
/// rounds to the nearest, to even in the middle. No bounds are checked.
/// </summary>
/// <remarks>Kernels compute in single precision: half the bytes come from memory, and each vector costs one shift more.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BFloat16Memory
{
    /// <summary>One number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load1(ref ushort from, nint at) => BitConverter.UInt32BitsToSingle((uint)Unsafe.Add(ref from, at) << 16);

    /// <summary>Four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load4(ref ushort from, nint at)
    {
        Vector128<ushort> halves =
            Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref from, at)))).AsUInt16();
        Vector128<uint> wide = Sse41.IsSupported ? Sse41.ConvertToVector128Int32(halves).AsUInt32() : Vector128.WidenLower(halves);
        return (wide << 16).AsSingle();
    }

    /// <summary>Eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(ref ushort from, nint at)
    {
        Vector128<ushort> halves = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        Vector256<uint> wide = Avx2.IsSupported ? Avx2.ConvertToVector256Int32(halves)
            .AsUInt32() : Vector256.WidenLower(halves.ToVector256Unsafe());
        return (wide << 16).AsSingle();
    }

    /// <summary>Sixteen numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load16(ref ushort from, nint at)
    {
        Vector256<ushort> halves = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, at));
        Vector512<uint> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt32(halves)
            : Vector512.WidenLower(halves.ToVector512Unsafe());
        return (wide << 16).AsSingle();
    }

    /// <summary>One number in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat4(ref ushort from, nint at) => Vector128.Create(Load1(ref from, at));

    /// <summary>One number in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat8(ref ushort from, nint at) => Vector256.Create(Load1(ref from, at));

    /// <summary>One number in sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat16(ref ushort from, nint at) => Vector512.Create(Load1(ref from, at));

    /// <summary>Writes one number.</summary>
    public static void Store1(ref ushort to, nint at, float value) =>
        Unsafe.Add(ref to, at) = (ushort)(Round(Vector128.CreateScalarUnsafe(value)).ToScalar() >> 16);

    /// <summary>Writes four numbers.</summary>
    public static void Store4(ref ushort to, nint at, Vector128<float> value)
    {
        Vector128<uint> bits = Round(value) >> 16;
        Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref to, at)), Vector128.Narrow(bits, bits).AsUInt64().ToScalar());
    }

    /// <summary>Writes eight numbers.</summary>
    public static void Store8(ref ushort to, nint at, Vector256<float> value)
    {
        Store4(ref to, at, value.GetLower());
        Store4(ref to, at + 4, value.GetUpper());
    }

    /// <summary>Writes sixteen numbers.</summary>
    public static void Store16(ref ushort to, nint at, Vector512<float> value)
    {
        Store8(ref to, at, value.GetLower());
        Store8(ref to, at + 8, value.GetUpper());
    }

    /// <summary>The bits of floats, rounded so that the upper halves are what is to be kept. A NaN keeps its quiet bit, which rounding
    /// could carry away.</summary>
    private static Vector128<uint> Round(Vector128<float> value)
    {
        Vector128<uint> bits = value.AsUInt32(), rounded = bits + Vector128.Create(0x7FFFu) + ((bits >> 16) & Vector128<uint>.One);
        return Vector128.ConditionalSelect(Vector128.Equals(value, value).AsUInt32(), rounded, bits | Vector128.Create(0x400000u));
    }
}
