using System.Diagnostics;
using ModelCompiler.Benchmarks.Models;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>micro</c>: nanoseconds of one Predict call on a dense layer 4 to 4 with tanh, over runs of many calls.</summary>
internal static class MicroVerb
{
    private const int Runs = 200, Calls = 20_000;

    public static void Run()
    {
        var model = new Micro(seed: 1);
        float[] input = [0.1f, -0.2f, 0.3f, -0.4f];
        var output = new float[Micro.OutputSize];
        var times = new List<double>(Runs);
        for (var run = 0; run < 2 * Runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var call = 0; call < Calls; call++) model.Predict(input, output);
            if (run >= Runs) times.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls);
        }

        times.Sort();
        Report.Line("micro", ("net", "dense_4_4_tanh"), ("median_ns", times[Runs / 2]), ("min_ns", times[0]));
    }
}
