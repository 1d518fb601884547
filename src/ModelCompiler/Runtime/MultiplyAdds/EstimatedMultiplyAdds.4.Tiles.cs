// Written by MultiplyAddSource of the tests, which compare it: change it there.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelCompiler.Runtime;

public static partial class EstimatedMultiplyAdds
{
    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s2_0, ref Vector128<float> s2_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s3_0, ref Vector128<float> s3_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s4_0, ref Vector128<float> s4_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s5_0, ref Vector128<float> s5_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s5_0, ref Vector128<float> s5_1, ref Vector128<float> s6_0, ref Vector128<float> s6_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
        Vector128<float> x6 = Vector128.Create(Unsafe.Add(ref from, at + (6 * stride)));
        s6_0 = Vector128.MultiplyAddEstimate(x6, k0, s6_0);
        s6_1 = Vector128.MultiplyAddEstimate(x6, k1, s6_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s5_0, ref Vector128<float> s5_1, ref Vector128<float> s6_0, ref Vector128<float> s6_1, ref Vector128<float> s7_0, ref Vector128<float> s7_1)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
        Vector128<float> x6 = Vector128.Create(Unsafe.Add(ref from, at + (6 * stride)));
        s6_0 = Vector128.MultiplyAddEstimate(x6, k0, s6_0);
        s6_1 = Vector128.MultiplyAddEstimate(x6, k1, s6_1);
        Vector128<float> x7 = Vector128.Create(Unsafe.Add(ref from, at + (7 * stride)));
        s7_0 = Vector128.MultiplyAddEstimate(x7, k0, s7_0);
        s7_1 = Vector128.MultiplyAddEstimate(x7, k1, s7_1);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s4_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        s4_2 = Vector128.MultiplyAddEstimate(x4, k2, s4_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s4_2, ref Vector128<float> s5_0, ref Vector128<float> s5_1, ref Vector128<float> s5_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        s4_2 = Vector128.MultiplyAddEstimate(x4, k2, s4_2);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
        s5_2 = Vector128.MultiplyAddEstimate(x5, k2, s5_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s4_2, ref Vector128<float> s5_0, ref Vector128<float> s5_1, ref Vector128<float> s5_2, ref Vector128<float> s6_0, ref Vector128<float> s6_1, ref Vector128<float> s6_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        s4_2 = Vector128.MultiplyAddEstimate(x4, k2, s4_2);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
        s5_2 = Vector128.MultiplyAddEstimate(x5, k2, s5_2);
        Vector128<float> x6 = Vector128.Create(Unsafe.Add(ref from, at + (6 * stride)));
        s6_0 = Vector128.MultiplyAddEstimate(x6, k0, s6_0);
        s6_1 = Vector128.MultiplyAddEstimate(x6, k1, s6_1);
        s6_2 = Vector128.MultiplyAddEstimate(x6, k2, s6_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s4_2, ref Vector128<float> s5_0, ref Vector128<float> s5_1, ref Vector128<float> s5_2, ref Vector128<float> s6_0, ref Vector128<float> s6_1, ref Vector128<float> s6_2, ref Vector128<float> s7_0, ref Vector128<float> s7_1, ref Vector128<float> s7_2)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        s4_2 = Vector128.MultiplyAddEstimate(x4, k2, s4_2);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
        s5_2 = Vector128.MultiplyAddEstimate(x5, k2, s5_2);
        Vector128<float> x6 = Vector128.Create(Unsafe.Add(ref from, at + (6 * stride)));
        s6_0 = Vector128.MultiplyAddEstimate(x6, k0, s6_0);
        s6_1 = Vector128.MultiplyAddEstimate(x6, k1, s6_1);
        s6_2 = Vector128.MultiplyAddEstimate(x6, k2, s6_2);
        Vector128<float> x7 = Vector128.Create(Unsafe.Add(ref from, at + (7 * stride)));
        s7_0 = Vector128.MultiplyAddEstimate(x7, k0, s7_0);
        s7_1 = Vector128.MultiplyAddEstimate(x7, k1, s7_1);
        s7_2 = Vector128.MultiplyAddEstimate(x7, k2, s7_2);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, Vector128<float> k3, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s0_3, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s1_3)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        s0_3 = Vector128.MultiplyAddEstimate(x0, k3, s0_3);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        s1_3 = Vector128.MultiplyAddEstimate(x1, k3, s1_3);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, Vector128<float> k3, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s0_3, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s1_3, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s2_3)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        s0_3 = Vector128.MultiplyAddEstimate(x0, k3, s0_3);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        s1_3 = Vector128.MultiplyAddEstimate(x1, k3, s1_3);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        s2_3 = Vector128.MultiplyAddEstimate(x2, k3, s2_3);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, Vector128<float> k3, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s0_3, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s1_3, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s2_3, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s3_3)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        s0_3 = Vector128.MultiplyAddEstimate(x0, k3, s0_3);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        s1_3 = Vector128.MultiplyAddEstimate(x1, k3, s1_3);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        s2_3 = Vector128.MultiplyAddEstimate(x2, k3, s2_3);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        s3_3 = Vector128.MultiplyAddEstimate(x3, k3, s3_3);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, Vector128<float> k3, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s0_3, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s1_3, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s2_3, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s3_3, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s4_2, ref Vector128<float> s4_3)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        s0_3 = Vector128.MultiplyAddEstimate(x0, k3, s0_3);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        s1_3 = Vector128.MultiplyAddEstimate(x1, k3, s1_3);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        s2_3 = Vector128.MultiplyAddEstimate(x2, k3, s2_3);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        s3_3 = Vector128.MultiplyAddEstimate(x3, k3, s3_3);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        s4_2 = Vector128.MultiplyAddEstimate(x4, k2, s4_2);
        s4_3 = Vector128.MultiplyAddEstimate(x4, k3, s4_3);
    }

    /// <summary>Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name="at"/> floats after <paramref name="from"/>, others <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FmaTile4(ref float from, nint at, nint stride, Vector128<float> k0, Vector128<float> k1, Vector128<float> k2, Vector128<float> k3, ref Vector128<float> s0_0, ref Vector128<float> s0_1, ref Vector128<float> s0_2, ref Vector128<float> s0_3, ref Vector128<float> s1_0, ref Vector128<float> s1_1, ref Vector128<float> s1_2, ref Vector128<float> s1_3, ref Vector128<float> s2_0, ref Vector128<float> s2_1, ref Vector128<float> s2_2, ref Vector128<float> s2_3, ref Vector128<float> s3_0, ref Vector128<float> s3_1, ref Vector128<float> s3_2, ref Vector128<float> s3_3, ref Vector128<float> s4_0, ref Vector128<float> s4_1, ref Vector128<float> s4_2, ref Vector128<float> s4_3, ref Vector128<float> s5_0, ref Vector128<float> s5_1, ref Vector128<float> s5_2, ref Vector128<float> s5_3)
    {
        Vector128<float> x0 = Vector128.Create(Unsafe.Add(ref from, at));
        s0_0 = Vector128.MultiplyAddEstimate(x0, k0, s0_0);
        s0_1 = Vector128.MultiplyAddEstimate(x0, k1, s0_1);
        s0_2 = Vector128.MultiplyAddEstimate(x0, k2, s0_2);
        s0_3 = Vector128.MultiplyAddEstimate(x0, k3, s0_3);
        Vector128<float> x1 = Vector128.Create(Unsafe.Add(ref from, at + stride));
        s1_0 = Vector128.MultiplyAddEstimate(x1, k0, s1_0);
        s1_1 = Vector128.MultiplyAddEstimate(x1, k1, s1_1);
        s1_2 = Vector128.MultiplyAddEstimate(x1, k2, s1_2);
        s1_3 = Vector128.MultiplyAddEstimate(x1, k3, s1_3);
        Vector128<float> x2 = Vector128.Create(Unsafe.Add(ref from, at + (2 * stride)));
        s2_0 = Vector128.MultiplyAddEstimate(x2, k0, s2_0);
        s2_1 = Vector128.MultiplyAddEstimate(x2, k1, s2_1);
        s2_2 = Vector128.MultiplyAddEstimate(x2, k2, s2_2);
        s2_3 = Vector128.MultiplyAddEstimate(x2, k3, s2_3);
        Vector128<float> x3 = Vector128.Create(Unsafe.Add(ref from, at + (3 * stride)));
        s3_0 = Vector128.MultiplyAddEstimate(x3, k0, s3_0);
        s3_1 = Vector128.MultiplyAddEstimate(x3, k1, s3_1);
        s3_2 = Vector128.MultiplyAddEstimate(x3, k2, s3_2);
        s3_3 = Vector128.MultiplyAddEstimate(x3, k3, s3_3);
        Vector128<float> x4 = Vector128.Create(Unsafe.Add(ref from, at + (4 * stride)));
        s4_0 = Vector128.MultiplyAddEstimate(x4, k0, s4_0);
        s4_1 = Vector128.MultiplyAddEstimate(x4, k1, s4_1);
        s4_2 = Vector128.MultiplyAddEstimate(x4, k2, s4_2);
        s4_3 = Vector128.MultiplyAddEstimate(x4, k3, s4_3);
        Vector128<float> x5 = Vector128.Create(Unsafe.Add(ref from, at + (5 * stride)));
        s5_0 = Vector128.MultiplyAddEstimate(x5, k0, s5_0);
        s5_1 = Vector128.MultiplyAddEstimate(x5, k1, s5_1);
        s5_2 = Vector128.MultiplyAddEstimate(x5, k2, s5_2);
        s5_3 = Vector128.MultiplyAddEstimate(x5, k3, s5_3);
    }
}
