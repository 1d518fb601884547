using ModelCompiler.Data;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training.Child;

/// <summary>One training run that can be ended at any moment and gone on with.</summary>
internal static class Run
{
    public const int Epochs = 6, Samples = 90, BatchSize = 8;

    /// <summary>Trains in a folder, from its latest checkpoint if there is one.</summary>
    /// <returns>The bits of all weights and of the history.</returns>
    public static string Train(string folder, Action<FitContext>? afterBatch = null, Action<FitContext>? afterEpoch = null)
    {
        var model = new StatefulNet(seed: 3);
        var trainer = new Trainer<StatefulNet>(model, new Adam(new Warmup(new Exponential(0.02, 0.97), 10)), new TrainerOptions { Seed = 11 });
        Dataset data = Data(Samples, seed: 5).Reshape(6, 6, 2).Augment(a => a.Flip().Shift(1));
        History history = trainer.Fit(data, new FitOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            Validation = Data(40, seed: 6),
            LabelSmoothing = 0.1f,
            ClassWeights = [1, 2, 0.5f],
            Metrics = [Metric.F1, Metric.TopK(2)],
            Resume = Resume.FromLatest,
            Callbacks = [new Hook(afterBatch, afterEpoch), new Checkpoints(folder, keepLast: 2, everySteps: 5), new CsvLog(Path.Combine(folder, "log.csv")),
                new EarlyStopping(patience: 4, restoreBest: true)],
        });
        return Bits(model, history);
    }

    /// <summary>Samples whose class follows from their first numbers.</summary>
    public static Dataset Data(int count, int seed)
    {
        var random = new Random(seed);
        var inputs = new float[count * 72];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            for (int i = 0; i < 72; i++)
                inputs[n * 72 + i] = random.NextSingle() - 0.5f;
            labels[n] = inputs[n * 72] > 0 ? 0 : inputs[n * 72 + 1] > 0 ? 1 : 2;
        }

        return new Dataset(inputs, labels, 72);
    }

    private static string Bits(StatefulNet model, History history)
    {
        var lines = new List<string>();
        foreach (ParameterTensor tensor in model.Parameters)
            lines.Add($"{tensor.Name} {string.Concat(tensor.Span.ToArray().Select(v => BitConverter.SingleToUInt32Bits(v).ToString("x8")))}");
        foreach (EpochResult epoch in history.Epochs)
            lines.Add($"{epoch.Epoch} {string.Join(' ', epoch.Metrics.Select(m => $"{m.Key}={BitConverter.DoubleToUInt64Bits(m.Value):x16}"))} {epoch.LearningRate:R}");
        return string.Join('\n', lines);
    }

    private sealed class Hook(Action<FitContext>? afterBatch, Action<FitContext>? afterEpoch) : ICallback
    {
        public void BatchEnd(FitContext context) => afterBatch?.Invoke(context);

        public void EpochEnd(FitContext context) => afterEpoch?.Invoke(context);
    }
}
