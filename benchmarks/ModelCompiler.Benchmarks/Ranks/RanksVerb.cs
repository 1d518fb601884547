using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Benchmarks.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Ranks;

/// <summary>
/// <c>mpirun -n 2 --bind-to none dotnet ... ranks NET BATCH [ROUNDS]</c>: training steps of all ranks with one thread each, and of rank 0
/// alone with as many threads, in turn within one process, while the other ranks sleep. Only ratios within a round count.
/// </summary>
internal static class RanksVerb
{
    private const double SecondsOfATurn = 1.5;
    private static readonly List<double> steps = [], exchanges = [];

    public static void Run(ReadOnlySpan<string> arguments)
    {
        (string net, int batch) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
        int rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 7;
        Communicator ranks = Training.Mpi.World;
        Way[] ways =
        [
            new("ranks", NetCatalog.Create(net, threads: 1, new TrainerOptions { Communicator = ranks, OverlapGradients = true }),
                Together: true),
            new("ranks, no overlap", NetCatalog.Create(net, 1, new TrainerOptions { Communicator = ranks, OverlapGradients = false }),
                Together: true),
            new("ranks, fastest",
                NetCatalog.Create(net, 1, new TrainerOptions { Communicator = ranks, GradientReduction = GradientReduction.Fastest }),
                Together: true),
            new("threads, 4 parts", NetCatalog.Create(net, ranks.Size, new TrainerOptions { BatchParts = 4 }), Together: false),
            new("threads, undivided", NetCatalog.Create(net, ranks.Size), Together: false),
        ];
        var data = new NetData(ways[0].Net, batch);
        var rates = ways.Select(_ => new List<double>()).ToArray();
        for (int round = -1; round < rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                double rate = ways[way].Together ? Together(ways[way].Net, ranks, data, way == 0 && round >= 0)
                    : Alone(ways[way].Net, ranks, data);
                if (round >= 0)
                    rates[way].Add(rate * batch);
            }
        }

        if (ranks.Rank > 0)
            return;
        for (int way = 0; way < ways.Length; way++)
        {
            double[] ratios = [.. rates[way].Zip(rates[^1], (own, other) => own / other)];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{net} batch {batch}  {ways[way].Name,-20} {Median(rates[way]),10:F0} samples/s  "
                    + $"{Median(ratios):F2} of undivided on {ranks.Size} threads"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{net} batch {batch}  a step of ranks {Median(steps):F2} ms, of which {Median(exchanges):F2} ms "
                + $"exchange, waiting and update ({ways[0].Net.Trainer.Parameters.Buffer.Length} floats)"));
        var parted = (PartedRunner)ways[0].Net.Trainer.Runner;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{net} batch {batch}  gradients in {Math.Max(1, parted.Layout.GradientBuckets.Length)} messages; "
                + $"of {parted.ExchangeSeconds:F2} s of exchange {parted.WaitSeconds:F2} s were waited for: "
                + $"{1 - parted.WaitSeconds / parted.ExchangeSeconds:P0} hidden"));
        double[] divided = [.. rates[0].Zip(rates[3], (own, other) => own / other)];
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{net} batch {batch}  ranks / threads, 4 parts: {Median(divided):F2}"));
    }

    /// <summary>Steps a second of all ranks. They agree on the number of steps beforehand: rank 0 says when it is enough.</summary>
    private static double Together(Net net, Communicator ranks, NetData data, bool watched)
    {
        var parted = (PartedRunner)net.Trainer.Runner;
        ranks.Barrier();
        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        Span<byte> more = [1];
        while (more[0] != 0)
        {
            long began = Stopwatch.GetTimestamp();
            net.Step(data.Inputs, data.Labels);
            steps++;
            if (watched)
            {
                RanksVerb.steps.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                exchanges.Add(RanksVerb.steps[^1] - 1000 * parted.RankSeconds.Max());
            }

            more[0] = (byte)(Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfATurn ? 1 : 0);
            ranks.Broadcast(more);
        }

        return steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Steps a second of rank 0; the others sleep, since waiting for a message takes a core.</summary>
    private static double Alone(Net net, Communicator ranks, NetData data)
    {
        ranks.Barrier();
        if (ranks.Rank > 0)
        {
            Thread.Sleep(TimeSpan.FromSeconds(SecondsOfATurn));
            return 0;
        }

        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfATurn - 0.1 || steps == 0)
        {
            net.Step(data.Inputs, data.Labels);
            steps++;
        }

        return steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Way(string Name, Net Net, bool Together);
}
