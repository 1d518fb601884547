using System.Diagnostics;

namespace Digits;

/// <summary>Times short pieces of work.</summary>
internal static class Stopclock
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.4);
    private const int AtLeast = 5;

    /// <summary>The median of many runs, in microseconds, after one that does not count.</summary>
    public static double MedianMicroseconds(Action work)
    {
        work();
        var times = new List<double>();
        for (var started = Stopwatch.GetTimestamp(); times.Count < AtLeast || Stopwatch.GetElapsedTime(started) < Enough;)
        {
            var before = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
