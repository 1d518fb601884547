using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Benchmarks.Kernels;

/// <summary>The most multiply-adds that this machine does: the ceiling that every kernel is held against.</summary>
/// <remarks>Sixteen independent chains hide the latency of a fused multiply-add on any core that has two units for it.</remarks>
internal static class FmaPeak
{
    private const int Chains = 16;
    private const int Iterations = 4_000_000;

    /// <summary>The vector width that is used, in bits.</summary>
    public static int Bits => Avx512F.IsSupported ? 512 : Fma.IsSupported ? 256 : 128;

    /// <summary>The best of several readings, in GFLOP/s (a multiply-add counts as two).</summary>
    public static double Measure(int threads, int readings = 10)
    {
        var best = 0.0;
        for (var i = 0; i < readings; i++) best = Math.Max(best, Read(threads));
        return best;
    }

    private static double Read(int threads)
    {
        using var start = new Barrier(threads + 1);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            Run(Iterations);
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        start.SignalAndWait();
        var began = Stopwatch.GetTimestamp();
        foreach (var worker in workers) worker.Join();
        var flops = 2.0 * Chains * (Bits / 32) * Iterations * threads;
        return flops / Stopwatch.GetElapsedTime(began).TotalSeconds / 1e9;
    }

    private static float Run(int iterations)
        => Avx512F.IsSupported ? Run512(iterations) : Fma.IsSupported ? Run256(iterations) : Run128(iterations);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512(int iterations)
    {
        var x = Vector512.Create(0.999f);
        var y = Vector512.Create(0.001f);
        Vector512<float> a0 = y, a1 = y, a2 = y, a3 = y;
        Vector512<float> a4 = y, a5 = y, a6 = y, a7 = y;
        Vector512<float> a8 = y, a9 = y, a10 = y, a11 = y;
        Vector512<float> a12 = y, a13 = y, a14 = y, a15 = y;
        for (var i = 0; i < iterations; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, x, y);
            a1 = Vector512.FusedMultiplyAdd(a1, x, y);
            a2 = Vector512.FusedMultiplyAdd(a2, x, y);
            a3 = Vector512.FusedMultiplyAdd(a3, x, y);
            a4 = Vector512.FusedMultiplyAdd(a4, x, y);
            a5 = Vector512.FusedMultiplyAdd(a5, x, y);
            a6 = Vector512.FusedMultiplyAdd(a6, x, y);
            a7 = Vector512.FusedMultiplyAdd(a7, x, y);
            a8 = Vector512.FusedMultiplyAdd(a8, x, y);
            a9 = Vector512.FusedMultiplyAdd(a9, x, y);
            a10 = Vector512.FusedMultiplyAdd(a10, x, y);
            a11 = Vector512.FusedMultiplyAdd(a11, x, y);
            a12 = Vector512.FusedMultiplyAdd(a12, x, y);
            a13 = Vector512.FusedMultiplyAdd(a13, x, y);
            a14 = Vector512.FusedMultiplyAdd(a14, x, y);
            a15 = Vector512.FusedMultiplyAdd(a15, x, y);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14 + a15);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256(int iterations)
    {
        var x = Vector256.Create(0.999f);
        var y = Vector256.Create(0.001f);
        Vector256<float> a0 = y, a1 = y, a2 = y, a3 = y;
        Vector256<float> a4 = y, a5 = y, a6 = y, a7 = y;
        Vector256<float> a8 = y, a9 = y, a10 = y, a11 = y;
        Vector256<float> a12 = y, a13 = y, a14 = y, a15 = y;
        for (var i = 0; i < iterations; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, x, y);
            a1 = Vector256.FusedMultiplyAdd(a1, x, y);
            a2 = Vector256.FusedMultiplyAdd(a2, x, y);
            a3 = Vector256.FusedMultiplyAdd(a3, x, y);
            a4 = Vector256.FusedMultiplyAdd(a4, x, y);
            a5 = Vector256.FusedMultiplyAdd(a5, x, y);
            a6 = Vector256.FusedMultiplyAdd(a6, x, y);
            a7 = Vector256.FusedMultiplyAdd(a7, x, y);
            a8 = Vector256.FusedMultiplyAdd(a8, x, y);
            a9 = Vector256.FusedMultiplyAdd(a9, x, y);
            a10 = Vector256.FusedMultiplyAdd(a10, x, y);
            a11 = Vector256.FusedMultiplyAdd(a11, x, y);
            a12 = Vector256.FusedMultiplyAdd(a12, x, y);
            a13 = Vector256.FusedMultiplyAdd(a13, x, y);
            a14 = Vector256.FusedMultiplyAdd(a14, x, y);
            a15 = Vector256.FusedMultiplyAdd(a15, x, y);
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14 + a15);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run128(int iterations)
    {
        var x = Vector128.Create(0.999f);
        var y = Vector128.Create(0.001f);
        Vector128<float> a0 = y, a1 = y, a2 = y, a3 = y;
        Vector128<float> a4 = y, a5 = y, a6 = y, a7 = y;
        Vector128<float> a8 = y, a9 = y, a10 = y, a11 = y;
        Vector128<float> a12 = y, a13 = y, a14 = y, a15 = y;
        for (var i = 0; i < iterations; i++)
        {
            a0 = Vector128.FusedMultiplyAdd(a0, x, y);
            a1 = Vector128.FusedMultiplyAdd(a1, x, y);
            a2 = Vector128.FusedMultiplyAdd(a2, x, y);
            a3 = Vector128.FusedMultiplyAdd(a3, x, y);
            a4 = Vector128.FusedMultiplyAdd(a4, x, y);
            a5 = Vector128.FusedMultiplyAdd(a5, x, y);
            a6 = Vector128.FusedMultiplyAdd(a6, x, y);
            a7 = Vector128.FusedMultiplyAdd(a7, x, y);
            a8 = Vector128.FusedMultiplyAdd(a8, x, y);
            a9 = Vector128.FusedMultiplyAdd(a9, x, y);
            a10 = Vector128.FusedMultiplyAdd(a10, x, y);
            a11 = Vector128.FusedMultiplyAdd(a11, x, y);
            a12 = Vector128.FusedMultiplyAdd(a12, x, y);
            a13 = Vector128.FusedMultiplyAdd(a13, x, y);
            a14 = Vector128.FusedMultiplyAdd(a14, x, y);
            a15 = Vector128.FusedMultiplyAdd(a15, x, y);
        }

        return Vector128.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14 + a15);
    }
}
