using System.Diagnostics;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary>The timing loop that every peer's script uses too.</summary>
internal static class Timing
{
    private const int MostSamples = 500;

    /// <summary>Warms up for two calls and <paramref name="warmUp"/> seconds, then times each call.</summary>
    /// <returns>Milliseconds: the median sample and the least.</returns>
    public static (double Median, double Least) Measure(Action call, double seconds, double warmUp, int leastSamples = 20)
    {
        WarmUp(call, warmUp);
        var times = new List<double>(MostSamples);
        var began = Stopwatch.GetTimestamp();
        while (times.Count < 3 || (times.Count < leastSamples && Seconds(began) < 2 * seconds)
            || (Seconds(began) < seconds && times.Count < MostSamples))
        {
            var start = Stopwatch.GetTimestamp();
            call();
            times.Add(1e3 * Seconds(start));
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }

    private static void WarmUp(Action call, double seconds)
    {
        var began = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < 2 || Seconds(began) < seconds; calls++) call();
    }

    private static double Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds;
}
