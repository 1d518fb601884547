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
    /// <param name="contestants">What is measured.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="processor">Whether the time that the process had a processor counts, and not the time that passed: for one thread on a
    /// machine that others use, too.</param>
    public static void Measure(List<Contestant> contestants, int rounds, bool processor)
    {
        foreach (Contestant c in contestants)
            c.Step();
        for (int round = 0; round < rounds; round++)
        {
            foreach (Contestant c in contestants)
            {
                TimeSpan start = Now(processor);
                c.Step();
                c.times.Add((Now(processor) - start).TotalMilliseconds);
            }
        }
    }

    /// <summary>The median of a figure of the two times of a round.</summary>
    public double MedianRatio(Contestant other, Func<double, double, double> figure) => Middle([.. times.Zip(other.times, figure)]);

    private static TimeSpan Now(bool processor) => processor ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
