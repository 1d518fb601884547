// Written by MultiplyAddSource of the tests, which compare it: change it there.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelCompiler.Runtime;

public static partial class VectorRowAccess
{
    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v2_0, in Vector128<float> v2_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v3_0, in Vector128<float> v3_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v4_0, in Vector128<float> v4_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v5_0, in Vector128<float> v5_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v5_0, in Vector128<float> v5_1, in Vector128<float> v6_0, in Vector128<float> v6_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
        v6_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step)));
        v6_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step) + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x2(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v5_0, in Vector128<float> v5_1, in Vector128<float> v6_0, in Vector128<float> v6_1, in Vector128<float> v7_0, in Vector128<float> v7_1)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
        v6_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step)));
        v6_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step) + stride));
        v7_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * step)));
        v7_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * step) + stride));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v4_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v4_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v4_2, in Vector128<float> v5_0, in Vector128<float> v5_1, in Vector128<float> v5_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v4_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (2 * stride)));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
        v5_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v4_2, in Vector128<float> v5_0, in Vector128<float> v5_1, in Vector128<float> v5_2, in Vector128<float> v6_0, in Vector128<float> v6_1, in Vector128<float> v6_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v4_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (2 * stride)));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
        v5_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + (2 * stride)));
        v6_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step)));
        v6_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step) + stride));
        v6_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step) + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x3(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v4_2, in Vector128<float> v5_0, in Vector128<float> v5_1, in Vector128<float> v5_2, in Vector128<float> v6_0, in Vector128<float> v6_1, in Vector128<float> v6_2, in Vector128<float> v7_0, in Vector128<float> v7_1, in Vector128<float> v7_2)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v4_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (2 * stride)));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
        v5_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + (2 * stride)));
        v6_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step)));
        v6_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step) + stride));
        v6_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * step) + (2 * stride)));
        v7_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * step)));
        v7_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * step) + stride));
        v7_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * step) + (2 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x4(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x4(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x4(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v3_3)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v3_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (3 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x4(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v3_3, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v4_2, in Vector128<float> v4_3)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v3_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (3 * stride)));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v4_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (2 * stride)));
        v4_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (3 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x4(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v3_3, in Vector128<float> v4_0, in Vector128<float> v4_1, in Vector128<float> v4_2, in Vector128<float> v4_3, in Vector128<float> v5_0, in Vector128<float> v5_1, in Vector128<float> v5_2, in Vector128<float> v5_3)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v3_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (3 * stride)));
        v4_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step)));
        v4_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + stride));
        v4_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (2 * stride)));
        v4_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * step) + (3 * stride)));
        v5_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step)));
        v5_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + stride));
        v5_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + (2 * stride)));
        v5_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * step) + (3 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x5(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x5(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v2_4)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v2_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (4 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x5(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v2_4, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v3_3, in Vector128<float> v3_4)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v2_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (4 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v3_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (3 * stride)));
        v3_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (4 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x6(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x6(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v2_4, in Vector128<float> v2_5)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v2_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (4 * stride)));
        v2_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (5 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x6(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v2_4, in Vector128<float> v2_5, in Vector128<float> v3_0, in Vector128<float> v3_1, in Vector128<float> v3_2, in Vector128<float> v3_3, in Vector128<float> v3_4, in Vector128<float> v3_5)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v2_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (4 * stride)));
        v2_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (5 * stride)));
        v3_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step)));
        v3_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + stride));
        v3_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (2 * stride)));
        v3_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (3 * stride)));
        v3_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (4 * stride)));
        v3_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * step) + (5 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x7(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v0_6, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5, in Vector128<float> v1_6)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v0_6.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
        v1_6.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (6 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x7(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v0_6, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5, in Vector128<float> v1_6, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v2_4, in Vector128<float> v2_5, in Vector128<float> v2_6)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v0_6.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
        v1_6.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (6 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v2_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (4 * stride)));
        v2_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (5 * stride)));
        v2_6.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (6 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x8(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v0_6, in Vector128<float> v0_7, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5, in Vector128<float> v1_6, in Vector128<float> v1_7)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v0_6.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * stride)));
        v0_7.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
        v1_6.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (6 * stride)));
        v1_7.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (7 * stride)));
    }

    /// <summary>Writes rows of as many vectors as the name says: vectors <paramref name="stride"/> floats apart, rows <paramref name="step"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTile4x8(ref float to, nint at, nint step, nint stride, in Vector128<float> v0_0, in Vector128<float> v0_1, in Vector128<float> v0_2, in Vector128<float> v0_3, in Vector128<float> v0_4, in Vector128<float> v0_5, in Vector128<float> v0_6, in Vector128<float> v0_7, in Vector128<float> v1_0, in Vector128<float> v1_1, in Vector128<float> v1_2, in Vector128<float> v1_3, in Vector128<float> v1_4, in Vector128<float> v1_5, in Vector128<float> v1_6, in Vector128<float> v1_7, in Vector128<float> v2_0, in Vector128<float> v2_1, in Vector128<float> v2_2, in Vector128<float> v2_3, in Vector128<float> v2_4, in Vector128<float> v2_5, in Vector128<float> v2_6, in Vector128<float> v2_7)
    {
        v0_0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v0_1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v0_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v0_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v0_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v0_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v0_6.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * stride)));
        v0_7.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * stride)));
        v1_0.StoreUnsafe(ref Unsafe.Add(ref to, at + step));
        v1_1.StoreUnsafe(ref Unsafe.Add(ref to, at + step + stride));
        v1_2.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (2 * stride)));
        v1_3.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (3 * stride)));
        v1_4.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (4 * stride)));
        v1_5.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (5 * stride)));
        v1_6.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (6 * stride)));
        v1_7.StoreUnsafe(ref Unsafe.Add(ref to, at + step + (7 * stride)));
        v2_0.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step)));
        v2_1.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + stride));
        v2_2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (2 * stride)));
        v2_3.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (3 * stride)));
        v2_4.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (4 * stride)));
        v2_5.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (5 * stride)));
        v2_6.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (6 * stride)));
        v2_7.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * step) + (7 * stride)));
    }
}
