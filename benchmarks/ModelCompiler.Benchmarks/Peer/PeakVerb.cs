using ModelCompiler.Benchmarks.Kernels;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>peak</c>: the machine's float32 multiply-add peak on one thread and on two.</summary>
internal static class PeakVerb
{
    public static void Run()
    {
        foreach (var threads in (ReadOnlySpan<int>)[1, 2])
            Report.Line("peak", ("threads", threads), ("bits", FmaPeak.Bits), ("gflops", FmaPeak.Measure(threads)));
    }
}
