// Written by MultiplyAddSource of the tests, which compare it: change it there.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelCompiler.Runtime;

public static partial class FusedMultiplyAdds
{
    /// <summary>a·b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fma8(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, ref Vector256<float> s0, ref Vector256<float> s1)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, ref Vector256<float> s0, ref Vector256<float> s1)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector128<float> k1, ref Vector256<float> s0, ref Vector128<float> s1)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector128.FusedMultiplyAdd(x.GetLower(), k1, s1);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, float k1, ref Vector256<float> s0, ref float s1)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x.ToScalar(), k1, s1);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
        s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (2 * stride))), s2);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector128<float> k2, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector128<float> s2)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector128.FusedMultiplyAdd(x.GetLower(), k2, s2);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, float k2, ref Vector256<float> s0, ref Vector256<float> s1, ref float s2)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x.ToScalar(), k2, s2);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
        s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (2 * stride))), k, s2);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
        s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (2 * stride))), s2);
        s3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (3 * stride))), s3);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector128<float> k3, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector128<float> s3)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector128.FusedMultiplyAdd(x.GetLower(), k3, s3);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, float k3, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref float s3)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x.ToScalar(), k3, s3);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
        s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (2 * stride))), k, s2);
        s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (3 * stride))), k, s3);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
        s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (2 * stride))), s2);
        s3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (3 * stride))), s3);
        s4 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (4 * stride))), s4);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector128<float> k4, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector128<float> s4)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector128.FusedMultiplyAdd(x.GetLower(), k4, s4);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, float k4, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref float s4)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x.ToScalar(), k4, s4);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
        s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (2 * stride))), k, s2);
        s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (3 * stride))), k, s3);
        s4 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (4 * stride))), k, s4);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
        s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (2 * stride))), s2);
        s3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (3 * stride))), s3);
        s4 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (4 * stride))), s4);
        s5 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (5 * stride))), s5);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector128<float> k5, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector128<float> s5)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector128.FusedMultiplyAdd(x.GetLower(), k5, s5);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, float k5, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref float s5)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x.ToScalar(), k5, s5);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
        s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (2 * stride))), k, s2);
        s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (3 * stride))), k, s3);
        s4 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (4 * stride))), k, s4);
        s5 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (5 * stride))), k, s5);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector256<float> k6, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector256.FusedMultiplyAdd(x, k6, s6);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector256<float> k6, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector256.FusedMultiplyAdd(x, k6, s6);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
        s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (2 * stride))), s2);
        s3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (3 * stride))), s3);
        s4 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (4 * stride))), s4);
        s5 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (5 * stride))), s5);
        s6 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (6 * stride))), s6);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector128<float> k6, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector128<float> s6)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector128.FusedMultiplyAdd(x.GetLower(), k6, s6);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, float k6, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref float s6)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = MathF.FusedMultiplyAdd(x.ToScalar(), k6, s6);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
        s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (2 * stride))), k, s2);
        s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (3 * stride))), k, s3);
        s4 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (4 * stride))), k, s4);
        s5 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (5 * stride))), k, s5);
        s6 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (6 * stride))), k, s6);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(Vector256<float> x, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector256<float> k6, Vector256<float> k7, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6, ref Vector256<float> s7)
    {
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector256.FusedMultiplyAdd(x, k6, s6);
        s7 = Vector256.FusedMultiplyAdd(x, k7, s7);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector256<float> k6, Vector256<float> k7, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6, ref Vector256<float> s7)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector256.FusedMultiplyAdd(x, k6, s6);
        s7 = Vector256.FusedMultiplyAdd(x, k7, s7);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6, ref Vector256<float> s7)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt)), s0);
        s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + stride)), s1);
        s2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (2 * stride))), s2);
        s3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (3 * stride))), s3);
        s4 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (4 * stride))), s4);
        s5 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (5 * stride))), s5);
        s6 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (6 * stride))), s6);
        s7 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, weightsAt + (7 * stride))), s7);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And4(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector256<float> k6, Vector128<float> k7, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6, ref Vector128<float> s7)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector256.FusedMultiplyAdd(x, k6, s6);
        s7 = Vector128.FusedMultiplyAdd(x.GetLower(), k7, s7);
    }

    /// <summary>The same with a narrower vector at the end, for which the float is not read once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow8And1(ref float from, nint at, Vector256<float> k0, Vector256<float> k1, Vector256<float> k2, Vector256<float> k3, Vector256<float> k4, Vector256<float> k5, Vector256<float> k6, float k7, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6, ref float s7)
    {
        Vector256<float> x = Vector256.Create(Unsafe.Add(ref from, at));
        s0 = Vector256.FusedMultiplyAdd(x, k0, s0);
        s1 = Vector256.FusedMultiplyAdd(x, k1, s1);
        s2 = Vector256.FusedMultiplyAdd(x, k2, s2);
        s3 = Vector256.FusedMultiplyAdd(x, k3, s3);
        s4 = Vector256.FusedMultiplyAdd(x, k4, s4);
        s5 = Vector256.FusedMultiplyAdd(x, k5, s5);
        s6 = Vector256.FusedMultiplyAdd(x, k6, s6);
        s7 = MathF.FusedMultiplyAdd(x.ToScalar(), k7, s7);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn8(ref float from, nint at, nint stride, Vector256<float> k, ref Vector256<float> s0, ref Vector256<float> s1, ref Vector256<float> s2, ref Vector256<float> s3, ref Vector256<float> s4, ref Vector256<float> s5, ref Vector256<float> s6, ref Vector256<float> s7)
    {
        s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at)), k, s0);
        s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + stride)), k, s1);
        s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (2 * stride))), k, s2);
        s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (3 * stride))), k, s3);
        s4 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (4 * stride))), k, s4);
        s5 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (5 * stride))), k, s5);
        s6 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (6 * stride))), k, s6);
        s7 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref from, at + (7 * stride))), k, s7);
    }
}
