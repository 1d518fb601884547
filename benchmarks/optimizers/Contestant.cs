using System.Diagnostics;

namespace ModelCompiler.Benchmarks.Optimizers;

/// <summary>Something that is measured round by round.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="BytesOfWeight">Bytes that it must read and write for each weight.</param>
/// <param name="Step">The work.</param>
internal sealed record Contestant(string Name, int BytesOfWeight, Action Step)
{
    private readonly List<double> times = [];

    /// <summary>The median of the rounds, in milliseconds.</summary>
    public double Median => Middle(times);

    /// <summary>Measures all of them in turn, after one round that does not count.</summary>
    public static void Measure(List<Contestant> contestants, int rounds)
    {
        foreach (Contestant c in contestants)
            c.Step();
        for (int round = 0; round < rounds; round++)
        {
            foreach (Contestant c in contestants)
            {
                long start = Stopwatch.GetTimestamp();
                c.Step();
                c.times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
    }

    /// <summary>The median of a figure of the two times of a round.</summary>
    public double MedianRatio(Contestant other, Func<double, double, double> figure) => Middle([.. times.Zip(other.times, figure)]);

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
