// Written by MultiplyAddSource of the tests, which compare it: change it there.
using System.Runtime.CompilerServices;

namespace ModelCompiler.Runtime;

public static partial class VectorRowAccess
{
    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1, out float v2)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
        v2 = Unsafe.Add(ref from, at + (2 * stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1, ref float s2)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
        s2 += Unsafe.Add(ref from, at + (2 * stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1, in float v2)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
        Unsafe.Add(ref to, at + (2 * stride)) = v2;
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1, out float v2, out float v3)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
        v2 = Unsafe.Add(ref from, at + (2 * stride));
        v3 = Unsafe.Add(ref from, at + (3 * stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1, ref float s2, ref float s3)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
        s2 += Unsafe.Add(ref from, at + (2 * stride));
        s3 += Unsafe.Add(ref from, at + (3 * stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1, in float v2, in float v3)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
        Unsafe.Add(ref to, at + (2 * stride)) = v2;
        Unsafe.Add(ref to, at + (3 * stride)) = v3;
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1, out float v2, out float v3, out float v4)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
        v2 = Unsafe.Add(ref from, at + (2 * stride));
        v3 = Unsafe.Add(ref from, at + (3 * stride));
        v4 = Unsafe.Add(ref from, at + (4 * stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
        s2 += Unsafe.Add(ref from, at + (2 * stride));
        s3 += Unsafe.Add(ref from, at + (3 * stride));
        s4 += Unsafe.Add(ref from, at + (4 * stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1, in float v2, in float v3, in float v4)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
        Unsafe.Add(ref to, at + (2 * stride)) = v2;
        Unsafe.Add(ref to, at + (3 * stride)) = v3;
        Unsafe.Add(ref to, at + (4 * stride)) = v4;
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1, out float v2, out float v3, out float v4, out float v5)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
        v2 = Unsafe.Add(ref from, at + (2 * stride));
        v3 = Unsafe.Add(ref from, at + (3 * stride));
        v4 = Unsafe.Add(ref from, at + (4 * stride));
        v5 = Unsafe.Add(ref from, at + (5 * stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
        s2 += Unsafe.Add(ref from, at + (2 * stride));
        s3 += Unsafe.Add(ref from, at + (3 * stride));
        s4 += Unsafe.Add(ref from, at + (4 * stride));
        s5 += Unsafe.Add(ref from, at + (5 * stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1, in float v2, in float v3, in float v4, in float v5)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
        Unsafe.Add(ref to, at + (2 * stride)) = v2;
        Unsafe.Add(ref to, at + (3 * stride)) = v3;
        Unsafe.Add(ref to, at + (4 * stride)) = v4;
        Unsafe.Add(ref to, at + (5 * stride)) = v5;
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1, out float v2, out float v3, out float v4, out float v5, out float v6)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
        v2 = Unsafe.Add(ref from, at + (2 * stride));
        v3 = Unsafe.Add(ref from, at + (3 * stride));
        v4 = Unsafe.Add(ref from, at + (4 * stride));
        v5 = Unsafe.Add(ref from, at + (5 * stride));
        v6 = Unsafe.Add(ref from, at + (6 * stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
        s2 += Unsafe.Add(ref from, at + (2 * stride));
        s3 += Unsafe.Add(ref from, at + (3 * stride));
        s4 += Unsafe.Add(ref from, at + (4 * stride));
        s5 += Unsafe.Add(ref from, at + (5 * stride));
        s6 += Unsafe.Add(ref from, at + (6 * stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1, in float v2, in float v3, in float v4, in float v5, in float v6)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
        Unsafe.Add(ref to, at + (2 * stride)) = v2;
        Unsafe.Add(ref to, at + (3 * stride)) = v3;
        Unsafe.Add(ref to, at + (4 * stride)) = v4;
        Unsafe.Add(ref to, at + (5 * stride)) = v5;
        Unsafe.Add(ref to, at + (6 * stride)) = v6;
    }

    /// <summary>Reads vectors that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRow1(ref float from, nint at, nint stride, out float v0, out float v1, out float v2, out float v3, out float v4, out float v5, out float v6, out float v7)
    {
        v0 = Unsafe.Add(ref from, at);
        v1 = Unsafe.Add(ref from, at + stride);
        v2 = Unsafe.Add(ref from, at + (2 * stride));
        v3 = Unsafe.Add(ref from, at + (3 * stride));
        v4 = Unsafe.Add(ref from, at + (4 * stride));
        v5 = Unsafe.Add(ref from, at + (5 * stride));
        v6 = Unsafe.Add(ref from, at + (6 * stride));
        v7 = Unsafe.Add(ref from, at + (7 * stride));
    }

    /// <summary>Adds to each sum a vector of memory, which lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow1(ref float from, nint at, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6, ref float s7)
    {
        s0 += Unsafe.Add(ref from, at);
        s1 += Unsafe.Add(ref from, at + stride);
        s2 += Unsafe.Add(ref from, at + (2 * stride));
        s3 += Unsafe.Add(ref from, at + (3 * stride));
        s4 += Unsafe.Add(ref from, at + (4 * stride));
        s5 += Unsafe.Add(ref from, at + (5 * stride));
        s6 += Unsafe.Add(ref from, at + (6 * stride));
        s7 += Unsafe.Add(ref from, at + (7 * stride));
    }

    /// <summary>Writes vectors <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow1(ref float to, nint at, nint stride, in float v0, in float v1, in float v2, in float v3, in float v4, in float v5, in float v6, in float v7)
    {
        Unsafe.Add(ref to, at) = v0;
        Unsafe.Add(ref to, at + stride) = v1;
        Unsafe.Add(ref to, at + (2 * stride)) = v2;
        Unsafe.Add(ref to, at + (3 * stride)) = v3;
        Unsafe.Add(ref to, at + (4 * stride)) = v4;
        Unsafe.Add(ref to, at + (5 * stride)) = v5;
        Unsafe.Add(ref to, at + (6 * stride)) = v6;
        Unsafe.Add(ref to, at + (7 * stride)) = v7;
    }
}
