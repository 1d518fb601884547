// Written by MultiplyAddSource of the tests, which compare it: change it there.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelCompiler.Runtime;

public static partial class VectorRowAccess
{
    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1, out Vector128<float> v2)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        v2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1, ref Vector128<float> s2)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        s2 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1, in Vector128<float> v2)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1, out Vector128<float> v2, out Vector128<float> v3)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        v2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        v3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1, ref Vector128<float> s2, ref Vector128<float> s3)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        s2 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        s3 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1, in Vector128<float> v2, in Vector128<float> v3)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1, out Vector128<float> v2, out Vector128<float> v3, out Vector128<float> v4)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        v2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        v3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        v4 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1, ref Vector128<float> s2, ref Vector128<float> s3, ref Vector128<float> s4)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        s2 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        s3 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        s4 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1, in Vector128<float> v2, in Vector128<float> v3, in Vector128<float> v4)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1, out Vector128<float> v2, out Vector128<float> v3, out Vector128<float> v4, out Vector128<float> v5)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        v2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        v3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        v4 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
        v5 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (5 * stride)));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1, ref Vector128<float> s2, ref Vector128<float> s3, ref Vector128<float> s4, ref Vector128<float> s5)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        s2 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        s3 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        s4 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
        s5 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (5 * stride)));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1, in Vector128<float> v2, in Vector128<float> v3, in Vector128<float> v4, in Vector128<float> v5)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1, out Vector128<float> v2, out Vector128<float> v3, out Vector128<float> v4, out Vector128<float> v5, out Vector128<float> v6)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        v2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        v3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        v4 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
        v5 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (5 * stride)));
        v6 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (6 * stride)));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1, ref Vector128<float> s2, ref Vector128<float> s3, ref Vector128<float> s4, ref Vector128<float> s5, ref Vector128<float> s6)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        s2 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        s3 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        s4 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
        s5 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (5 * stride)));
        s6 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (6 * stride)));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1, in Vector128<float> v2, in Vector128<float> v3, in Vector128<float> v4, in Vector128<float> v5, in Vector128<float> v6)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v6.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * stride)));
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow4(ref float from, nint at, nint stride, out Vector128<float> v0, out Vector128<float> v1, out Vector128<float> v2, out Vector128<float> v3, out Vector128<float> v4, out Vector128<float> v5, out Vector128<float> v6, out Vector128<float> v7)
    {
        v0 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        v1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        v2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        v3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        v4 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
        v5 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (5 * stride)));
        v6 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (6 * stride)));
        v7 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (7 * stride)));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow4(ref float from, nint at, nint stride, ref Vector128<float> s0, ref Vector128<float> s1, ref Vector128<float> s2, ref Vector128<float> s3, ref Vector128<float> s4, ref Vector128<float> s5, ref Vector128<float> s6, ref Vector128<float> s7)
    {
        s0 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));
        s1 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + stride));
        s2 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (2 * stride)));
        s3 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (3 * stride)));
        s4 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (4 * stride)));
        s5 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (5 * stride)));
        s6 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (6 * stride)));
        s7 += Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at + (7 * stride)));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow4(ref float to, nint at, nint stride, in Vector128<float> v0, in Vector128<float> v1, in Vector128<float> v2, in Vector128<float> v3, in Vector128<float> v4, in Vector128<float> v5, in Vector128<float> v6, in Vector128<float> v7)
    {
        v0.StoreUnsafe(ref Unsafe.Add(ref to, at));
        v1.StoreUnsafe(ref Unsafe.Add(ref to, at + stride));
        v2.StoreUnsafe(ref Unsafe.Add(ref to, at + (2 * stride)));
        v3.StoreUnsafe(ref Unsafe.Add(ref to, at + (3 * stride)));
        v4.StoreUnsafe(ref Unsafe.Add(ref to, at + (4 * stride)));
        v5.StoreUnsafe(ref Unsafe.Add(ref to, at + (5 * stride)));
        v6.StoreUnsafe(ref Unsafe.Add(ref to, at + (6 * stride)));
        v7.StoreUnsafe(ref Unsafe.Add(ref to, at + (7 * stride)));
    }
}
