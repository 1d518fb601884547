using System.Diagnostics;
using System.Globalization;
using ModelCompiler;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>Trainings that one rank spoils.</summary>
internal static class Failures
{
    private static int Rank => Mpi.World.Rank;

    /// <summary>A rank ends in the middle of a fit.</summary>
    /// <param name="how">By an exception of its data, by an exit code, or killed.</param>
    /// <param name="rank">Which.</param>
    public static void End(string how, int rank)
    {
        Action? fail = Rank != rank ? null : how switch
        {
            "throw" => () => throw new IOException("the disk is gone"),
            "exit" => () => Environment.Exit(3),
            "kill" => () => Process.GetCurrentProcess().Kill(),
            _ => throw new ArgumentException(how),
        };
        Dataset data = Dataset.FromStream(new FailingStream(fail));
        new Trainer<WideNet>(new WideNet(seed: 1), new Sgd(0.01), new TrainerOptions { Communicator = Mpi.World })
            .Fit(data, new FitOptions { Epochs = 1000, BatchSize = 16 });
    }

    /// <summary>A rank is given something else than the others.</summary>
    /// <param name="what">What differs there.</param>
    /// <param name="rank">Which.</param>
    /// <param name="ranks">Who trains.</param>
    public static void Differ(string what, int rank, Communicator ranks)
    {
        if (ranks.Rank != rank)
            what = "";
        Dataset data = what == "labels" ? Spoiled() : Samples.Classes(what == "count" ? 99 : 100, seed: what == "data" ? 2 : 1);
        var options = new TrainerOptions { Communicator = ranks, Seed = what == "seed" ? 7 : 0 };
        var fit = new FitOptions { Epochs = 1, BatchSize = what == "batch" ? 11 : 10 };
        if (what == "network")
            new Trainer<OtherNet>(new OtherNet(seed: 1), new Sgd(0.01), options).Fit(data, fit);
        else
            new Trainer<WideNet>(new WideNet(seed: what == "weights" ? 2 : 1), new Sgd(0.01), options).Fit(data, fit);
    }

    /// <summary>Fits that are begun and ended at random, many times.</summary>
    public static string StartAndStop(int times, int seed)
    {
        var random = new Random(seed); // the same on all ranks
        Dataset data = Samples.Pairs(24, seed: 1);
        var trainer = new Trainer<NumbersNet>(new NumbersNet(seed: 1), new Sgd(0.01), new TrainerOptions { Communicator = Mpi.World });
        for (int time = 0; time < times; time++)
        {
            using var cancellation = new CancellationTokenSource();
            int rank = random.Next(Mpi.World.Size), step = random.Next(6);
            bool asks = random.Next(2) == 0;
            var hook = new StopHook(step, asks ? null : cancellation, rank);
            trainer.Fit(
                data, new FitOptions { Epochs = 2, BatchSize = 1 + random.Next(24), Callbacks = [hook], CancellationToken = cancellation.Token, Validation = random.Next(3) == 0 ? data : null });
            if (random.Next(4) == 0)
                trainer.Evaluate(data, batchSize: 5);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{trainer.StepCount} steps, {BitConverter.SingleToUInt32Bits(trainer.Parameters["dense_1.kernel"].Span[0]):x8}");
    }

    private static Dataset Spoiled()
    {
        Dataset good = Samples.Classes(100, 1);
        int[] labels = good.Labels.ToArray();
        labels[17] = 5;
        return new Dataset(good.Inputs.ToArray(), labels, 72);
    }

    private sealed class StopHook(int step, CancellationTokenSource? cancellation, int rank) : ICallback, ICallbackOnEveryRank
    {
        private int steps;

        public void BatchEnd(FitContext context)
        {
            if (steps++ != step)
                return;
            if (cancellation is null)
                context.Stop();
            else if (Rank == rank)
                cancellation.Cancel();
        }
    }

    /// <summary>Samples without end, of which the hundredth ends the process.</summary>
    private sealed class FailingStream(Action? fail) : ISampleStream, ISampleReader
    {
        private int read;

        public IReadOnlyList<int> Shape => [72];

        public int TargetSize => 0;

        public int Classes => 3;

        public int? Count => null;

        public ISampleReader Open() => this;

        public bool Read(Span<float> input, Span<float> target, out int label)
        {
            if (++read == 100)
                fail?.Invoke();
            input.Fill(read % 3);
            label = read % 3;
            return true;
        }

        public void Dispose()
        {
        }
    }
}
