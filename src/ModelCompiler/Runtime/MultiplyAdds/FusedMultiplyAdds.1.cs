// Written by MultiplyAddSource of the tests, which compare it: change it there.
using System.Runtime.CompilerServices;

namespace ModelCompiler.Runtime;

public static partial class FusedMultiplyAdds
{
    /// <summary>a·b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fma1(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, ref float s0, ref float s1)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, ref float s0, ref float s1)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, float k2, ref float s0, ref float s1, ref float s2)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, float k2, ref float s0, ref float s1, ref float s2)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1, ref float s2)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
        s2 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (2 * stride)), s2);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1, ref float s2)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
        s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (2 * stride)), k, s2);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, float k2, float k3, ref float s0, ref float s1, ref float s2, ref float s3)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, float k2, float k3, ref float s0, ref float s1, ref float s2, ref float s3)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1, ref float s2, ref float s3)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
        s2 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (2 * stride)), s2);
        s3 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (3 * stride)), s3);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1, ref float s2, ref float s3)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
        s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (2 * stride)), k, s2);
        s3 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (3 * stride)), k, s3);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, float k2, float k3, float k4, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, float k2, float k3, float k4, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
        s2 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (2 * stride)), s2);
        s3 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (3 * stride)), s3);
        s4 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (4 * stride)), s4);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
        s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (2 * stride)), k, s2);
        s3 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (3 * stride)), k, s3);
        s4 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (4 * stride)), k, s4);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, float k2, float k3, float k4, float k5, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x, k5, s5);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, float k2, float k3, float k4, float k5, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x, k5, s5);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
        s2 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (2 * stride)), s2);
        s3 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (3 * stride)), s3);
        s4 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (4 * stride)), s4);
        s5 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (5 * stride)), s5);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
        s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (2 * stride)), k, s2);
        s3 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (3 * stride)), k, s3);
        s4 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (4 * stride)), k, s4);
        s5 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (5 * stride)), k, s5);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, float k2, float k3, float k4, float k5, float k6, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x, k5, s5);
        s6 = MathF.FusedMultiplyAdd(x, k6, s6);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, float k2, float k3, float k4, float k5, float k6, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x, k5, s5);
        s6 = MathF.FusedMultiplyAdd(x, k6, s6);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
        s2 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (2 * stride)), s2);
        s3 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (3 * stride)), s3);
        s4 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (4 * stride)), s4);
        s5 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (5 * stride)), s5);
        s6 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (6 * stride)), s6);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
        s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (2 * stride)), k, s2);
        s3 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (3 * stride)), k, s3);
        s4 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (4 * stride)), k, s4);
        s5 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (5 * stride)), k, s5);
        s6 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (6 * stride)), k, s6);
    }

    /// <summary>Adds x·k0 to s0, x·k1 to s1 and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(float x, float k0, float k1, float k2, float k3, float k4, float k5, float k6, float k7, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6, ref float s7)
    {
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x, k5, s5);
        s6 = MathF.FusedMultiplyAdd(x, k6, s6);
        s7 = MathF.FusedMultiplyAdd(x, k7, s7);
    }

    /// <summary>The same with x one float in all lanes, <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, float k0, float k1, float k2, float k3, float k4, float k5, float k6, float k7, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6, ref float s7)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, k0, s0);
        s1 = MathF.FusedMultiplyAdd(x, k1, s1);
        s2 = MathF.FusedMultiplyAdd(x, k2, s2);
        s3 = MathF.FusedMultiplyAdd(x, k3, s3);
        s4 = MathF.FusedMultiplyAdd(x, k4, s4);
        s5 = MathF.FusedMultiplyAdd(x, k5, s5);
        s6 = MathF.FusedMultiplyAdd(x, k6, s6);
        s7 = MathF.FusedMultiplyAdd(x, k7, s7);
    }

    /// <summary>The same with vectors of memory for the k, the first <paramref name="weightsAt"/> floats after <paramref name="weights"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaRow1(ref float from, nint at, ref float weights, nint weightsAt, nint stride, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6, ref float s7)
    {
        float x = Unsafe.Add(ref from, at);
        s0 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt), s0);
        s1 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + stride), s1);
        s2 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (2 * stride)), s2);
        s3 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (3 * stride)), s3);
        s4 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (4 * stride)), s4);
        s5 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (5 * stride)), s5);
        s6 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (6 * stride)), s6);
        s7 = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref weights, weightsAt + (7 * stride)), s7);
    }

    /// <summary>Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaColumn1(ref float from, nint at, nint stride, float k, ref float s0, ref float s1, ref float s2, ref float s3, ref float s4, ref float s5, ref float s6, ref float s7)
    {
        s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at), k, s0);
        s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + stride), k, s1);
        s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (2 * stride)), k, s2);
        s3 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (3 * stride)), k, s3);
        s4 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (4 * stride)), k, s4);
        s5 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (5 * stride)), k, s5);
        s6 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (6 * stride)), k, s6);
        s7 = MathF.FusedMultiplyAdd(Unsafe.Add(ref from, at + (7 * stride)), k, s7);
    }
}
