using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
