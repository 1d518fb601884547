using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ModelCompiler;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>Trainings whose results must not depend on the number of ranks. Each gives a line: its name, and a hash of all bits that came of it.</summary>
/// <param name="options">Where they run; with parts and a communicator, or with parts alone.</param>
internal sealed class Scenarios(TrainerOptions options)
{
    public IEnumerable<string> All() => [Stateful(), Wide(), FewerSamplesThanRanks(), Numbers(), SingleSteps(), SteeredByCallbacks(), Stopped()];

    /// <summary>50 steps of 24 samples, the last of an epoch of 8.</summary>
    private string Stateful()
    {
        var model = new StatefulNet(seed: 3);
        var trainer = new Trainer<StatefulNet>(model, new Adam(new Exponential(0.02, 0.97)), options);
        History history = trainer.Fit(Samples.Classes(224, seed: 5).Reshape(6, 6, 2).Augment(a => a.Flip().Shift(1)), new FitOptions
        {
            Epochs = 5,
            BatchSize = 24,
            Validation = Samples.Classes(40, seed: 6),
            LabelSmoothing = 0.1f,
            ClassWeights = [1, 2, 0.5f],
            Metrics = [Metric.F1, Metric.TopK(2)],
        });
        return Line(nameof(Stateful), trainer, history, trainer.Evaluate(Samples.Classes(31, seed: 8), batchSize: 20).Loss);
    }

    private string Wide()
    {
        var trainer = new Trainer<WideNet>(new WideNet(seed: 3), new AdamW(3e-3f) { GlobalClipNorm = 0.5, UseEma = true, EmaMomentum = 0.9 }, options);
        History history = trainer.Fit(Samples.Classes(200, seed: 5), new FitOptions { Epochs = 2, BatchSize = 32 });
        return Line(nameof(Wide), trainer, history);
    }

    private string FewerSamplesThanRanks()
    {
        var trainer = new Trainer<StatefulNet>(new StatefulNet(seed: 4), new Sgd(0.05, 0.9), options);
        History history = trainer.Fit(Samples.Classes(10, seed: 5), new FitOptions { Epochs = 3, BatchSize = 3, Validation = Samples.Classes(1, seed: 9) });
        return Line(nameof(FewerSamplesThanRanks), trainer, history);
    }

    private string Numbers()
    {
        var trainer = new Trainer<NumbersNet>(new NumbersNet(seed: 4), new Adam(0.01) { ClipNorm = 0.1 }, options);
        History history = trainer.Fit(Samples.Pairs(50, seed: 5), new FitOptions { Epochs = 3, BatchSize = 11, Metrics = [Metric.MeanAbsoluteError] });
        return Line(nameof(Numbers), trainer, history);
    }

    private string SingleSteps()
    {
        var trainer = new Trainer<NumbersNet>(new NumbersNet(seed: 4), new RmsProp(), options);
        double losses = 0;
        for (int step = 1; step <= 20; step++)
        {
            losses += trainer.Step(Samples.Numbers(4 * step, step), Samples.Numbers(2 * step, step + 100));
            losses += trainer.InputGradients[^1] + trainer.Gradients["dense_2.bias"].Span[0];
        }

        return Line(nameof(SingleSteps), trainer, history: null, losses);
    }

    /// <summary>What rank 0's callbacks change holds everywhere.</summary>
    private string SteeredByCallbacks()
    {
        var trainer = new Trainer<StatefulNet>(new StatefulNet(seed: 3), new Sgd(0.05), options);
        float[] other = [.. new StatefulNet(seed: 9).Parameters.SelectMany(t => t.Span.ToArray())];
        var steering = new Hook(context =>
        {
            if (context.Step == 4)
                context.LearningRate = 0.01;
            if (context.Step == 7)
                context.FullBatchSize = 9;
            if (context.Step == 9)
                _ = context.Trainer.Evaluate(Samples.Classes(17, seed: 2));
            if (context.Step == 11)
                context.Trainer.SaveCheckpoint(TemporaryCheckpoint);
            if (context.Step == 14)
                context.Trainer.LoadCheckpoint(TemporaryCheckpoint);
            if (context.Step == 20)
                context.Stop("enough");
        });
        History history = trainer.Fit(Samples.Classes(100, seed: 5), new FitOptions { Epochs = 4, BatchSize = 12, Callbacks = [steering, new EarlyStopping(patience: 1, restoreBest: true)] });
        File.Delete(TemporaryCheckpoint);
        return Line(nameof(SteeredByCallbacks), trainer, history, trainer.StepCount);
    }

    private string Stopped()
    {
        using var cancellation = new CancellationTokenSource();
        // The last rank is told, as far as there is one.
        bool told = options.Communicator is null || options.Communicator.Rank == options.Communicator.Size - 1;
        var trainer = new Trainer<WideNet>(new WideNet(seed: 3), new Sgd(0.05), options);
        if (told)
            cancellation.Cancel();
        History history = trainer.Fit(Samples.Classes(100, seed: 5), new FitOptions { Epochs = 4, BatchSize = 12, CancellationToken = cancellation.Token });
        return Line(nameof(Stopped), trainer, history, history.Cancelled ? 1 : 0);
    }

    private static string TemporaryCheckpoint { get; } = Path.Combine(Path.GetTempPath(), $"mpi-child-{Environment.ProcessId}.checkpoint");

    public static string Line<T>(string name, Trainer<T> trainer, History? history, double figure = 0) where T : class, ITrainableModel<T>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ParameterTensor tensor in trainer.Parameters)
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Span));
        foreach (EpochResult epoch in history?.Epochs ?? [])
        {
            foreach ((string _, double value) in epoch.Metrics)
                hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in value)));
        }

        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in figure)));
        string loss = history?.Epochs.LastOrDefault()?.Loss.ToString("R", CultureInfo.InvariantCulture) ?? "";
        return $"{name} {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]} {trainer.StepCount} steps, loss {loss}";
    }

    private sealed class Hook(Action<FitContext> afterBatch) : ICallback
    {
        public void BatchEnd(FitContext context) => afterBatch(context);
    }
}
