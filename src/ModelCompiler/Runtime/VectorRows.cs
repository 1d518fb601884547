using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Runtime;

/// <summary>
/// Turns vectors that each hold one channel of neighbouring cells into rows that each hold the channels of one cell, as they are stored:
/// generated kernels call it where channels are too few to fill a vector. Lane <c>l</c> of vector <c>v</c> goes to
/// <c>to + l · stride + v</c>. Like the kernels it checks no bounds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorRows
{
    /// <summary>Sixteen rows of four floats.</summary>
    /// <param name="to">The first row.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="a">First floats of the rows.</param>
    /// <param name="b">Second floats of the rows.</param>
    /// <param name="c">Third floats of the rows.</param>
    /// <param name="d">Fourth floats of the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float to, nint stride, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (!Avx512F.IsSupported)
        {
            Store(ref to, stride, a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower());
            Store(ref Unsafe.Add(ref to, 8 * stride), stride, a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
            return;
        }

        // Within each quarter: a0 b0 a1 b1, a2 b2 a3 b3, and so for c and d; then pairs side by side.
        Vector512<float> abLow = Avx512F.UnpackLow(a, b), abHigh = Avx512F.UnpackHigh(a, b);
        Vector512<float> cdLow = Avx512F.UnpackLow(c, d), cdHigh = Avx512F.UnpackHigh(c, d);
        StoreQuarters(ref to, stride, Avx512F.Shuffle(abLow, cdLow, 0x44));
        StoreQuarters(ref Unsafe.Add(ref to, stride), stride, Avx512F.Shuffle(abLow, cdLow, 0xEE));
        StoreQuarters(ref Unsafe.Add(ref to, 2 * stride), stride, Avx512F.Shuffle(abHigh, cdHigh, 0x44));
        StoreQuarters(ref Unsafe.Add(ref to, 3 * stride), stride, Avx512F.Shuffle(abHigh, cdHigh, 0xEE));
    }

    /// <summary>Eight rows of four floats.</summary>
    /// <inheritdoc cref="Store(ref float, nint, Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float to, nint stride, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (!Avx.IsSupported)
        {
            Store(ref to, stride, a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower());
            Store(ref Unsafe.Add(ref to, 4 * stride), stride, a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
            return;
        }

        Vector256<float> abLow = Avx.UnpackLow(a, b), abHigh = Avx.UnpackHigh(a, b);
        Vector256<float> cdLow = Avx.UnpackLow(c, d), cdHigh = Avx.UnpackHigh(c, d);
        StoreHalves(ref to, stride, Avx.Shuffle(abLow, cdLow, 0x44));
        StoreHalves(ref Unsafe.Add(ref to, stride), stride, Avx.Shuffle(abLow, cdLow, 0xEE));
        StoreHalves(ref Unsafe.Add(ref to, 2 * stride), stride, Avx.Shuffle(abHigh, cdHigh, 0x44));
        StoreHalves(ref Unsafe.Add(ref to, 3 * stride), stride, Avx.Shuffle(abHigh, cdHigh, 0xEE));
    }

    /// <summary>Four rows of four floats.</summary>
    /// <inheritdoc cref="Store(ref float, nint, Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float to, nint stride, Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        if (!Sse.IsSupported)
        {
            for (int lane = 0; lane < Vector128<float>.Count; lane++)
                Vector128.Create(a[lane], b[lane], c[lane], d[lane]).StoreUnsafe(ref Unsafe.Add(ref to, lane * stride));
            return;
        }

        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.Shuffle(abLow, cdLow, 0x44).StoreUnsafe(ref to);
        Sse.Shuffle(abLow, cdLow, 0xEE).StoreUnsafe(ref Unsafe.Add(ref to, stride));
        Sse.Shuffle(abHigh, cdHigh, 0x44).StoreUnsafe(ref Unsafe.Add(ref to, 2 * stride));
        Sse.Shuffle(abHigh, cdHigh, 0xEE).StoreUnsafe(ref Unsafe.Add(ref to, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(ref float to, nint stride, Vector512<float> rows)
    {
        StoreHalves(ref to, stride, rows.GetLower());
        StoreHalves(ref Unsafe.Add(ref to, 8 * stride), stride, rows.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(ref float to, nint stride, Vector256<float> rows)
    {
        rows.GetLower().StoreUnsafe(ref to);
        rows.GetUpper().StoreUnsafe(ref Unsafe.Add(ref to, 4 * stride));
    }

    /// <summary>The sums of four vectors' lanes, each added up as <see cref="Vector512.Sum{T}"/> does: pairs of neighbours, then
    /// pairs of those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LaneSums16(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (!Avx512F.IsSupported)
        {
            return LaneSums8(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower())
                + LaneSums8(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
        }

        a = Avx512F.Shuffle(a, b, Even) + Avx512F.Shuffle(a, b, Odd);
        c = Avx512F.Shuffle(c, d, Even) + Avx512F.Shuffle(c, d, Odd);
        a = Avx512F.Shuffle(a, c, Even) + Avx512F.Shuffle(a, c, Odd);
        return a.GetLower().GetLower() + a.GetLower().GetUpper() + (a.GetUpper().GetLower() + a.GetUpper().GetUpper());
    }

    /// <summary>The same of vectors of eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LaneSums8(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (!Avx.IsSupported)
        {
            return LaneSums4(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower())
                + LaneSums4(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
        }

        a = Avx.Shuffle(a, b, Even) + Avx.Shuffle(a, b, Odd);
        c = Avx.Shuffle(c, d, Even) + Avx.Shuffle(c, d, Odd);
        a = Avx.Shuffle(a, c, Even) + Avx.Shuffle(a, c, Odd);
        return a.GetLower() + a.GetUpper();
    }

    /// <summary>The same of vectors of four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LaneSums4(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(a, b), AdvSimd.Arm64.AddPairwise(c, d));
        if (!Sse.IsSupported) return Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d));
        a = Sse.Shuffle(a, b, Even) + Sse.Shuffle(a, b, Odd);
        c = Sse.Shuffle(c, d, Even) + Sse.Shuffle(c, d, Odd);
        return Sse.Shuffle(a, c, Even) + Sse.Shuffle(a, c, Odd);
    }

    /// <summary>Of two vectors, or of their quarters, lanes 0 and 2 of each, or 1 and 3.</summary>
    private const byte Even = 0b10_00_10_00, Odd = 0b11_01_11_01;
}
