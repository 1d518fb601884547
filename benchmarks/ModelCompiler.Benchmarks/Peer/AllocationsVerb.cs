using ModelCompiler.Benchmarks.Models;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>allocations</c>: bytes on the managed heap per call after warm-up, on the calling thread and on all: the least of
/// three readings.</summary>
internal static class AllocationsVerb
{
    private const int Calls = 50;

    public static void Run()
    {
        foreach (var name in NetCatalog.Small)
        {
            var net = NetCatalog.Create(name, threads: 2);
            foreach (var batch in (ReadOnlySpan<int>)[1, 32])
            {
                var data = new NetData(net, batch);
                Say("predict", name, batch, () => net.Predict(data.Inputs, data.Outputs));
                Say("step", name, batch, () => net.Step(data.Inputs, data.Labels));
            }
        }
    }

    private static void Say(string call, string net, int batch, Action action)
    {
        for (var i = 0; i < 3; i++) action();
        // What calls allocate is there in every reading; what happens once, on any thread, is not.
        long thread = long.MaxValue, total = long.MaxValue;
        for (var reading = 0; reading < 3; reading++)
        {
            var threadBefore = GC.GetAllocatedBytesForCurrentThread();
            var totalBefore = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Calls; i++) action();
            thread = Math.Min(thread, GC.GetAllocatedBytesForCurrentThread() - threadBefore);
            total = Math.Min(total, GC.GetTotalAllocatedBytes(precise: true) - totalBefore);
        }
        Report.Line("allocations", ("net", net), ("batch", batch), ("call", call),
            ("thread_bytes", (double)thread / Calls), ("total_bytes", (double)total / Calls));
    }
}
