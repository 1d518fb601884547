using System.Globalization;
using ModelCompiler.Data;
using ModelCompiler.OpenCL;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Precisions;

/// <summary>Trains networks on a device with activations in 32 and in 16 bits: from the same weights, in turn, an epoch each.</summary>
internal sealed class TrainingStudy(Dataset train, Dataset test, int epochs, int seeds, OpenCLDevice device)
{
    private const int Batch = 32;

    private readonly List<string> rows = [];

    /// <summary>A training from the weights of a seed, whatever its model.</summary>
    private interface ITraining : IDisposable
    {
        string Precision { get; }

        long BytesOfSample { get; }

        EpochResult Epoch(Dataset data);

        Outcome End(Dataset test);
    }

    public void Run<TSingle, TBFloat16, TFloat16>(
        string name, Func<int, TSingle> single, Func<int, TBFloat16> bfloat16, Func<int, TFloat16> float16)
        where TSingle : class, ITrainableModel<TSingle>, IOpenCLModel<TSingle>
        where TBFloat16 : class, ITrainableModel<TBFloat16>, IOpenCLModel<TBFloat16>
        where TFloat16 : class, ITrainableModel<TFloat16>, IOpenCLModel<TFloat16>
    {
        var outcomes = new List<(string Precision, long BytesOfSample, Outcome Outcome)>();
        for (int seed = 1; seed <= seeds; seed++)
        {
            using Training<TSingle> first = new("single", single(seed), seed, device);
            using Training<TBFloat16> second = new("bfloat16", bfloat16(seed), seed, device);
            using Training<TFloat16> third = new("float16", float16(seed), seed, device);
            ITraining[] all = [first, second, third];
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                foreach (ITraining training in all)
                {
                    EpochResult result = training.Epoch(train);
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}, {training.Precision}: seed {seed}, epoch {epoch + 1}, loss {result.Loss:F4}, {result.Seconds:F1} s"));
                }
            }

            outcomes.AddRange(all.Select(t => (t.Precision, t.BytesOfSample, t.End(test))));
        }

        double timeOfSingle = outcomes.Where(o => o.Precision == "single").Min(o => o.Outcome.ProcessorSeconds);
        foreach (var own in outcomes.GroupBy(o => (o.Precision, o.BytesOfSample), o => o.Outcome))
        {
            rows.Add(Row(name, own.Key.Precision, own.Key.BytesOfSample, [.. own], timeOfSingle));
            Console.Error.WriteLine(rows[^1]);
        }
    }

    public void Print()
    {
        Console.WriteLine($"{train.Count:N0} samples in batches of {Batch}, {epochs} epochs, from {seeds} seeds; {test.Count:N0} test "
            + $"samples; {device.Name}, {Environment.ProcessorCount} processors");
        Console.WriteLine();
        Console.WriteLine("| network | activations | bytes of a sample | right | least and most right | test loss | last epoch's loss "
            + "| an epoch | of processors | steps left out | last scale |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (string row in rows) Console.WriteLine(row);
        Console.WriteLine();
        Console.WriteLine("Bytes of a sample: what a training step keeps of each sample in the device's memory. Right, losses: means of "
            + "the seeds. An epoch: the least time, and the least time of processors. Steps left out, last scale: of each seed.");
    }

    private static string Row(string network, string precision, long bytes, Outcome[] outcomes, double timeOfSingle)
    {
        double seconds = outcomes.Min(o => o.SecondsOfEpoch), processor = outcomes.Min(o => o.ProcessorSeconds);
        string ratio = precision == "single" ? "" : string.Create(CultureInfo.InvariantCulture, $", {timeOfSingle / processor:F2}×");
        bool scaled = outcomes[0].Scale is not null;
        string skipped = string.Join(", ", outcomes.Select(o => o.Skipped));
        string scale = string.Join(", ", outcomes.Select(o => o.Scale?.ToString("N0", CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {network} | {precision} | {bytes:N0} | {outcomes.Average(o => o.Accuracy):P2} | {outcomes.Min(o => o.Accuracy):P2}, "
                + $"{outcomes.Max(o => o.Accuracy):P2} | {outcomes.Average(o => o.TestLoss):F4} | {outcomes.Average(o => o.LastLoss):F4} | "
                + $"{seconds:F1} s | {processor:F1} s{ratio} | {skipped} | {(scaled ? scale : "–")} |");
    }

    /// <summary>What came of a training.</summary>
    /// <param name="ProcessorSeconds">Of all threads of the process, for an epoch: on a device that is a processor, all that it computes.
    /// </param>
    /// <param name="Scale">What the loss's gradient is multiplied by in the end; null where there is no scale.</param>
    private sealed record Outcome(
        double Accuracy, double TestLoss, double LastLoss, double SecondsOfEpoch, double ProcessorSeconds, long Skipped, float? Scale);

    private sealed class Training<T> : ITraining where T : class, ITrainableModel<T>, IOpenCLModel<T>
    {
        private readonly OpenCLModel<T> onDevice;
        private readonly Trainer<T> trainer;
        private double seconds = double.MaxValue, processorSeconds = double.MaxValue, loss;
        private long steps;

        public Training(string precision, T model, int seed, OpenCLDevice device)
        {
            Precision = precision;
            // Without a choice among ways that a clock makes: runs repeat to the last bit.
            onDevice = model.ToOpenCL(device, new OpenCLOptions { Tune = false });
            trainer = new Trainer<T>(onDevice, new Adam(1e-3f), new TrainerOptions { Seed = seed });
            DeviceProgram program = T.DescribeFor(device.IsGpu ? DeviceKind.Gpu : DeviceKind.Cpu);
            BytesOfSample = sizeof(float) * program.Layout.Training!.FloatsPerSample;
        }

        public string Precision { get; }

        public long BytesOfSample { get; }

        public EpochResult Epoch(Dataset data)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            EpochResult result = trainer.Fit(data, new FitOptions { Epochs = 1, BatchSize = Batch }).Epochs[^1];
            processorSeconds = Math.Min(processorSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            seconds = Math.Min(seconds, result.Seconds);
            loss = result.Loss;
            steps += (data.Count + Batch - 1) / Batch;
            return result;
        }

        public Outcome End(Dataset test)
        {
            Metrics figures = trainer.Evaluate(test);
            return new(figures.Accuracy, figures.Loss, loss, seconds, processorSeconds, steps - trainer.StepCount, trainer.LossScale);
        }

        public void Dispose() => onDevice.Dispose();
    }
}
