using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Benchmarks.Models;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary>What augmentation adds to an epoch of the CIFAR network: epochs with it and without it in turn, by the clock and by
/// processor time.</summary>
internal static class DataVerb
{
    private const int Samples = 4_096;
    private const int Batch = 64;
    private const int Rounds = 7;

    public static void Run()
    {
        Dataset plain = Bytes();
        Dataset augmented = plain.Augment(a => a.Flip().Shift(2).Crop(32, 32, pad: 4));
        (string Name, Dataset Data)[] ways =
        [
            ("floats in memory", Dataset.FromArrays(plain.Inputs.ToArray(), plain.Labels.ToArray(), 32, 32, 3)),
            ("bytes", plain), ("flip, shift, crop", augmented), ("the same, read ahead", augmented.Prefetch()),
        ];
        var trainers = ways.Select(_ => new Trainer<ConvNetJsCifar>(new ConvNetJsCifar(1), new Adam(1e-3f))).ToArray();
        var times = ways.Select(_ => new List<(double Clock, double Processor)>()).ToArray();
        for (int round = -1; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                (double, double) time = Epoch(trainers[way], ways[way].Data);
                if (round >= 0)
                    times[way].Add(time);
            }
        }

        for (int way = 0; way < ways.Length; way++)
        {
            double clock = Median(times[way].Select(t => t.Clock)), processor = Median(times[way].Select(t => t.Processor));
            double clockRatio = Median(times[way].Zip(times[0], (a, b) => a.Clock / b.Clock)),
                processorRatio = Median(times[way].Zip(times[0], (a, b) => a.Processor / b.Processor));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"data\":\"{ways[way].Name}\",\"epoch_s\":{clock:F3},\"processor_s\":{processor:F3},\"clock_ratio\":"
                    + $"{clockRatio:F3},\"processor_ratio\":{processorRatio:F3}}}"));
        }

        ReadingAlone(ways);
    }

    /// <summary>How long the batches of an epoch take to read with nothing trained.</summary>
    private static void ReadingAlone((string Name, Dataset Data)[] ways)
    {
        foreach ((string name, Dataset data) in ways)
        {
            using BatchReader reader = data.Batches(Batch, training: true);
            double best = double.MaxValue;
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                reader.Begin(1, round, shuffle: true);
                while (reader.Next())
                {
                }

                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{{\"reading\":\"{name}\",\"us_per_sample\":{1e6 * best / Samples:F2}}}"));
        }
    }

    private static (double Clock, double Processor) Epoch(Trainer<ConvNetJsCifar> trainer, Dataset data)
    {
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        trainer.Fit(data, new FitOptions { Epochs = 1, BatchSize = Batch });
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds);
    }

    private static Dataset Bytes()
    {
        var pixels = new byte[Samples * 32 * 32 * 3];
        new Random(1).NextBytes(pixels);
        return Dataset.FromBytes(pixels, Enumerable.Range(0, Samples).Select(i => i % 10).ToArray(), 32, 32, 3).Scale(1 / 255f);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
