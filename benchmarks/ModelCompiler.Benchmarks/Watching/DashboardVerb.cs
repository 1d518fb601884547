using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using ModelCompiler.Benchmarks.Models;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Watching;

/// <summary>
/// <c>dashboard [rounds] [seconds] [threads]</c>: steps a second of ConvNetJS's CIFAR-10 network at 32 samples without the training page,
/// with it and nobody watching, with one page open, and with fifty, in turn, round by round; ratios are to the run without it in the same
/// round. On a machine that others use, too, the processor time of a step says more than its time. Viewers take all that they are sent and
/// watch every layer; they are in this process, so that what their side costs is in both figures, too.
/// </summary>
internal static class DashboardVerb
{
    private static readonly (string Name, int Viewers)[] conditions = [("no page served", -1), ("served, nobody watches", 0),
        ("1 page open", 1), ("50 pages open", 50)];

    public static void Run(ReadOnlySpan<string> arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 6;
        double seconds = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        int threads = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        var random = new Random(1);
        var data = new Dataset(Enumerable.Range(0, 2048 * 3072).Select(_ => random.NextSingle() - 0.5f).ToArray(),
            Enumerable.Range(0, 2048).Select(i => i % 10).ToArray(), 3072);
        var ratios = conditions.Select(_ => new List<double>()).ToArray();
        var costs = conditions.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round <= rounds; round++)
        {
            (double Rate, double Cost) without = default;
            for (int c = 0; c < conditions.Length; c++)
            {
                (double rate, double cost) = Measure(data, conditions[c].Viewers, round == 0 ? 1 : seconds, threads);
                without = c == 0 ? (rate, cost) : without;
                // The first round warms up.
                if (round > 0)
                {
                    ratios[c].Add(rate / without.Rate);
                    costs[c].Add(cost / without.Cost);
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"round {round}  {conditions[c].Name,-24} {rate,8:F1} steps/s  "
                        + $"{rate / without.Rate:F3}   {cost * 1000:F3} ms of processor time a step  {cost / without.Cost:F3}"));
            }
        }

        for (int c = 0; c < conditions.Length; c++)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{conditions[c].Name,-24} steps/s: median ratio {Median(ratios[c]):F3}, "
                    + $"{ratios[c].Min():F3} to {ratios[c].Max():F3}; processor time a step: {Median(costs[c]):F3}, "
                    + $"{costs[c].Min():F3} to {costs[c].Max():F3}"));
    }

    private static (double Rate, double Cost) Measure(Dataset data, int viewers, double seconds, int threads)
    {
        var trainer = new Trainer<ConvNetJsCifar>(new ConvNetJsCifar(1) { Threads = threads }, new Sgd(0.001, momentum: 0.9));
        using var over = new CancellationTokenSource();
        var clock = new Clock(warmUp: 1, seconds, over);
        using var page = viewers < 0 ? null
            : new Training.Dashboard(new DashboardOptions { Folder = null, Opened = _ => { }, HeldOut = data });
        Task[] watching = page is null ? [] : [.. Enumerable.Range(0, viewers).Select(_ => Watch(page.Open(), over.Token))];
        trainer.Fit(
            data, new FitOptions
            {
                Epochs = int.MaxValue,
                BatchSize = 32,
                Callbacks = page is null ? [clock] : [page, clock],
                CancellationToken = over.Token,
            });
        Task.WaitAll(watching);
        return (clock.Rate, clock.Cost);
    }

    /// <summary>A page that is open, without the drawing.</summary>
    private static async Task Watch(Uri address, CancellationToken over)
    {
        try
        {
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/live" }.Uri, over);
            await socket.SendAsync("""{"watch":[0,1,2,3,4,5,6,7]}"""u8.ToArray(), WebSocketMessageType.Text, true, over);
            var buffer = new byte[1 << 16];
            while (true)
                await socket.ReceiveAsync(buffer.AsMemory(), over);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It is over.
        }
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Counts steps after a warm-up, and ends the fit.</summary>
    private sealed class Clock(double warmUp, double seconds, CancellationTokenSource over) : ICallback
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private double began;
        private TimeSpan worked;
        private int steps;

        public double Rate => steps / (watch.Elapsed.TotalSeconds - began);

        /// <summary>Seconds of processor time of a step, all threads of the process together.</summary>
        public double Cost => worked.TotalSeconds / steps;

        void ICallback.BatchEnd(FitContext context)
        {
            if (watch.Elapsed.TotalSeconds < warmUp)
                return;
            if (began == 0)
                (began, worked) = (watch.Elapsed.TotalSeconds, -Environment.CpuUsage.TotalTime);
            else
                steps++;
            if (watch.Elapsed.TotalSeconds - began < seconds)
                return;
            watch.Stop();
            worked += Environment.CpuUsage.TotalTime;
            over.Cancel();
        }
    }
}
