using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Benchmarks.Models;
using ModelCompiler.Runtime;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary>
/// <c>profile NET infer|train BATCH [--threads N] [--calls N]</c>: each kernel's median time, its share of the whole and its rate. On one
/// thread by default, since rates then compare with one core's peak.
/// </summary>
internal static class ProfileVerb
{
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length < 3) throw new ArgumentException("profile takes a net, infer or train, and a batch size.", nameof(arguments));
        var (threads, calls) = Options(arguments[3..]);
        var net = NetCatalog.Create(arguments[0], threads);
        var data = new NetData(net, int.Parse(arguments[2], CultureInfo.InvariantCulture));
        Action call = arguments[1] switch
        {
            "infer" => () => net.Predict(data.Inputs, data.Outputs),
            "train" => () => net.Step(data.Inputs, data.Labels),
            var other => throw new ArgumentException(
                $"'{other}' is not work that can be profiled; it is infer or train.", nameof(arguments)),
        };
        Print(net, Measure(net, call, calls), calls);
    }

    private static (int Threads, int Calls) Options(ReadOnlySpan<string> arguments)
    {
        var (threads, calls) = (1, 200);
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            var value = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
            switch (arguments[i])
            {
                case "--threads": threads = value; break;
                case "--calls": calls = value; break;
                default:
                    throw new ArgumentException(
                        $"'{arguments[i]}' is not an option of profile; it takes --threads and --calls.", nameof(arguments));
            }
        }

        return (threads, calls);
    }

    private static (double Whole, Stopwatches Kernels) Measure(Net net, Action call, int calls)
    {
        for (var i = 0; i < Math.Max(3, calls / 10); i++) call();
        var watches = new Stopwatches();
        net.Program.Observer = watches;
        var whole = new List<double>();
        for (var i = 0; i < calls; i++)
        {
            var began = Stopwatch.GetTimestamp();
            call();
            whole.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        return (Median(whole), watches);
    }

    private static void Print(Net net, (double Whole, Stopwatches Kernels) measured, int calls)
    {
        Console.WriteLine($"{net.Name}: {measured.Whole:F1} us, median of {calls} calls");
        Console.WriteLine("Work is multiply-adds, or bytes of the samples' values where those are more.");
        Console.WriteLine($"{"us",10} {"share",6} {"work/ns",8}  kernel");
        foreach (var (kernel, times) in measured.Kernels.Times.OrderBy(pair => pair.Key))
        {
            var median = Median(times.Microseconds);
            Console.WriteLine(
                $"{median,10:F1} {median / measured.Whole,6:P0} {1e-3 * times.Work / median,8:F0}  {net.Program.NameOf(kernel)}");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Stopwatches : ILaunchObserver
    {
        private long began;
        private long work;

        public Dictionary<int, (long Work, List<double> Microseconds)> Times { get; } = [];

        public void Launching(int kernel, long work)
        {
            this.work = work;
            began = Stopwatch.GetTimestamp();
        }

        public void Launched(int kernel)
        {
            var elapsed = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            if (!Times.TryGetValue(kernel, out var times)) Times[kernel] = times = (work, []);
            times.Microseconds.Add(elapsed);
        }
    }
}
