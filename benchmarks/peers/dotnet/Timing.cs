using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelCompiler.Benchmarks.Peers;

/// <summary>The timing loop that every peer uses.</summary>
internal static class Timing
{
    private const int LeastSamples = 20, MostSamples = 500;

    /// <summary>Median and least milliseconds of a call, after warm-up.</summary>
    public static (double Median, double Least) Measure(Action call, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < 2 || Elapsed(start) < Math.Min(0.5, seconds); calls++) call();
        var times = new List<double>();
        start = Stopwatch.GetTimestamp();
        while (More(times.Count, Elapsed(start), seconds))
        {
            var began = Stopwatch.GetTimestamp();
            call();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }

    /// <summary>At least three samples; twenty unless they take more than twice the time; 500 at most.</summary>
    private static bool More(int samples, double elapsed, double seconds) =>
        samples < 3 || (samples < LeastSamples && elapsed < 2 * seconds) || (elapsed < seconds && samples < MostSamples);

    private static double Elapsed(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}

internal static class Report
{
    /// <summary>One JSON line.</summary>
    public static void Line(string peer, string version, string work, params ReadOnlySpan<(string Name, object Value)> fields)
    {
        var line = new JsonObject { ["peer"] = peer, ["version"] = version, ["work"] = work };
        foreach (var (name, value) in fields) line[name] = JsonSerializer.SerializeToNode(value is double d ? Math.Round(d, 5) : value);
        Console.WriteLine(line.ToJsonString());
    }
}
