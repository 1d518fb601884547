using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Data;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Precisions;

/// <summary>Trains networks on a device with activations in 32 and in 16 bits, in turn, an epoch each.</summary>
internal sealed class TrainingStudy(Dataset train, Dataset test, int epochs, OpenCLDevice device)
{
    private const int Batch = 32;

    private readonly List<string> rows = [];

    public void Run<TSingle, TBFloat16, TFloat16>(string name, TSingle single, TBFloat16 bfloat16, TFloat16 float16)
        where TSingle : class, ITrainableModel<TSingle>, IOpenCLModel<TSingle>
        where TBFloat16 : class, ITrainableModel<TBFloat16>, IOpenCLModel<TBFloat16>
        where TFloat16 : class, ITrainableModel<TFloat16>, IOpenCLModel<TFloat16>
    {
        using Training<TSingle> first = new("single", single, device);
        using Training<TBFloat16> second = new("bfloat16", bfloat16, device);
        using Training<TFloat16> third = new("float16", float16, device);
        ITraining[] all = [first, second, third];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            foreach (ITraining training in all)
            {
                Console.Error.WriteLine($"{name}, {training.Precision}: epoch {epoch + 1}");
                training.Epoch(train, Batch);
            }
        }

        foreach (ITraining training in all)
        {
            (double loss, double accuracy) = training.Evaluate(test);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {training.Precision} | {training.BytesOfSample:N0} | {accuracy:P2} | {loss:F4} | {training.LastLoss:F4} "
                + $"| {training.SecondsOfEpoch:F1} s | {training.Skipped} | {training.Scale} |"));
        }
    }

    public void Print()
    {
        Console.WriteLine($"{train.Count:N0} samples in batches of {Batch}, {epochs} epochs; {test.Count:N0} test samples; {device.Name}, "
            + $"{Environment.ProcessorCount} processors; the least time of an epoch, all in turn");
        Console.WriteLine();
        Console.WriteLine("| network | activations | bytes of a sample on the device | right | loss of the test | loss of the last epoch "
            + "| an epoch | steps left out | last scale |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (string row in rows) Console.WriteLine(row);
    }

    /// <summary>A training, whatever its model.</summary>
    private interface ITraining
    {
        string Precision { get; }

        long BytesOfSample { get; }

        double SecondsOfEpoch { get; }

        double LastLoss { get; }

        long Skipped { get; }

        string Scale { get; }

        void Epoch(Dataset data, int batch);

        (double Loss, double Accuracy) Evaluate(Dataset data);
    }

    private sealed class Training<T> : ITraining, IDisposable where T : class, ITrainableModel<T>, IOpenCLModel<T>
    {
        private readonly OpenCLModel<T> onDevice;
        private readonly Trainer<T> trainer;
        private long steps;

        public Training(string precision, T model, OpenCLDevice device)
        {
            Precision = precision;
            onDevice = model.ToOpenCL(device);
            trainer = new Trainer<T>(onDevice, new Adam(1e-3f), new TrainerOptions { Seed = 1 });
            BytesOfSample = sizeof(float) * T.DescribeFor(device.Kind).Layout.Training!.FloatsPerSample;
        }

        public string Precision { get; }

        public long BytesOfSample { get; }

        public double SecondsOfEpoch { get; private set; } = double.MaxValue;

        public double LastLoss { get; private set; }

        public long Skipped => steps - trainer.StepCount;

        public string Scale => trainer.LossScale is { } scale ? scale.ToString("N0", CultureInfo.InvariantCulture) : "–";

        public void Epoch(Dataset data, int batch)
        {
            var watch = Stopwatch.StartNew();
            History history = trainer.Fit(data, new FitOptions { Epochs = 1, BatchSize = batch });
            SecondsOfEpoch = Math.Min(SecondsOfEpoch, watch.Elapsed.TotalSeconds);
            LastLoss = history.Epochs[^1].Loss;
            steps += (data.Count + batch - 1) / batch;
        }

        public (double Loss, double Accuracy) Evaluate(Dataset data)
        {
            Metrics metrics = trainer.Evaluate(data);
            return (metrics.Loss, metrics.Accuracy);
        }

        public void Dispose() => onDevice.Dispose();
    }
}
