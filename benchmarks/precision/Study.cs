using System.Globalization;
using ModelCompiler.Benchmarks.Peer;
using ModelCompiler.Data;
using ModelCompiler.OpenCL;
using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Precisions;

/// <summary>Trains networks, gives their weights to the same networks of other precisions, and compares those.</summary>
internal sealed class Study(Dataset train, Dataset test, int epochs, int rounds, IReadOnlyList<OpenCLDevice> devices)
{
    private const int Batch = 32;

    /// <summary>Kernels of as many bytes are kept in fewer bits: <see cref="Precision"/>.</summary>
    private const int FirstLevelCache = 32_000;

    private static readonly (string Name, int Bytes)[] Precisions = [("single", 4), ("bfloat16", 2), ("int8", 1),
        ("int8, activations too", 1)];

    /// <summary>Samples of the training set that activations are calibrated with.</summary>
    private const int Calibration = 512;

    private readonly List<string> rows = [];

    private delegate void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    public void Run<TSingle, TBFloat16, TInt8, TActivations>(
        string name, TSingle single, TBFloat16 bfloat16, TInt8 int8, TActivations activations)
        where TSingle : class, ITrainableModel<TSingle>, IOpenCLModel<TSingle>
        where TBFloat16 : class, IModel<TBFloat16>, IOpenCLModel<TBFloat16>
        where TInt8 : class, IModel<TInt8>, IOpenCLModel<TInt8>
        where TActivations : class, ICalibratedModel<TActivations>, IOpenCLModel<TActivations>
    {
        Console.Error.WriteLine($"{name}: training");
        new Trainer<TSingle>(single, new Adam(1e-3f)).Fit(train, new FitOptions { Epochs = epochs, BatchSize = Batch });
        string file = Path.Combine(Path.GetTempPath(), $"precision-{Environment.ProcessId}.safetensors");
        try
        {
            single.Save(file);
            bfloat16.Load(file);
            int8.Load(file);
            activations.Load(file);
        }
        finally
        {
            File.Delete(file);
        }

        activations.Calibrate(train.Inputs[..(Calibration * train.InputSize)]);
        long[] bytes = BytesOf(single.Parameters);
        Compare(name, "C#", TSingle.OutputSize, bytes, single.Predict, bfloat16.Predict, int8.Predict, activations.Predict);
        foreach (OpenCLDevice device in devices)
        {
            using OpenCLModel<TSingle> onDevice = single.ToOpenCL(device);
            using OpenCLModel<TBFloat16> bfloat16OnDevice = bfloat16.ToOpenCL(device);
            using OpenCLModel<TInt8> int8OnDevice = int8.ToOpenCL(device);
            using OpenCLModel<TActivations> activationsOnDevice = activations.ToOpenCL(device);
            Compare(name, device.Name, TSingle.OutputSize, bytes, onDevice.Predict, bfloat16OnDevice.Predict, int8OnDevice.Predict,
                activationsOnDevice.Predict);
        }
    }

    /// <summary>Times a network with the weights that it begins with.</summary>
    public void Time<TSingle, TBFloat16, TInt8, TActivations>(
        string name, TSingle single, TBFloat16 bfloat16, TInt8 int8, TActivations activations)
        where TSingle : class, IModel<TSingle>
        where TBFloat16 : class, IModel<TBFloat16>
        where TInt8 : class, IModel<TInt8>
        where TActivations : class, ICalibratedModel<TActivations>
    {
        Console.Error.WriteLine($"{name}: predicting");
        float[] inputs = [.. Enumerable.Range(0, TSingle.InputSize).Select(i => (i % 255) / 255f)];
        activations.Calibrate(inputs);
        Predict[] predict = [single.Predict, bfloat16.Predict, int8.Predict, activations.Predict];
        float[][] outputs = [.. predict.Select(_ => new float[TSingle.OutputSize])];
        for (int p = 0; p < predict.Length; p++) predict[p](inputs, outputs[p]);
        double[][] times = Times(predict, inputs, TSingle.OutputSize);
        long[] bytes = BytesOf(single.Parameters);
        for (int p = 0; p < predict.Length; p++)
        {
            float difference = outputs[p].Zip(outputs[0], (own, first) => MathF.Abs(own - first)).Max() / outputs[0].Max(MathF.Abs);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name}, not trained | C# | {Precisions[p].Name} | "
                + $"{bytes[p] / 1024.0:N0} | – | – | {difference:F4} of the largest | {Cell(times, p)} | – |"));
        }
    }

    public void Print()
    {
        Console.WriteLine($"{train.Count:N0} samples, {epochs} epochs; {test.Count:N0} test samples; {rounds} rounds in turn, medians; "
            + $"{Environment.ProcessorCount} processors");
        Console.WriteLine();
        Console.WriteLine("| network | on | weights | KB of weights | right | answers as single's | largest difference | one "
            + "prediction | 32 predictions |");
        Console.WriteLine("|---|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (string row in rows) Console.WriteLine(row);
        Console.WriteLine();
        Console.WriteLine("KB of weights: with every kernel of 32,000 bytes and more in fewer bits. Of both VGGs, the kernels that "
            + "Winograd's algorithm transforms are not.");
    }

    private void Compare(string network, string machine, int classes, long[] bytes, params Predict[] predict)
    {
        Console.Error.WriteLine($"{network}: predicting, {machine}");
        float[][] outputs = [.. predict.Select(p => All(p, classes))];
        double[][] one = Times(predict, test.Inputs[..test.InputSize].ToArray(), classes),
            many = Times(predict, test.Inputs[..(Batch * test.InputSize)].ToArray(), Batch * classes);
        for (int p = 0; p < predict.Length; p++)
        {
            int right = 0, same = 0;
            float difference = 0;
            for (int i = 0; i < test.Count; i++)
            {
                Span<float> own = outputs[p].AsSpan(i * classes, classes), first = outputs[0].AsSpan(i * classes, classes);
                int answer = Largest(own);
                if (answer == test.Labels[i]) right++;
                if (answer == Largest(first)) same++;
                for (int c = 0; c < classes; c++) difference = MathF.Max(difference, MathF.Abs(own[c] - first[c]));
            }

            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {network} | {machine} | {Precisions[p].Name} | {bytes[p] / 1024.0:N0} | {(double)right / test.Count:P2} | "
                    + $"{(double)same / test.Count:P2} | {difference:F4} | {Cell(one, p)} | {Cell(many, p)} |"));
        }
    }

    private static long[] BytesOf(ParameterSet parameters) =>
        [.. Precisions.Select(
            p => parameters.Sum(t => (long)t.Length * (t.Shape.Count > 1 && 4 * t.Length >= FirstLevelCache ? p.Bytes : 4)))];

    private float[] All(Predict predict, int classes)
    {
        var outputs = new float[test.Count * classes];
        for (int first = 0; first < test.Count; first += Batch)
        {
            int count = Math.Min(Batch, test.Count - first);
            predict(test.Inputs.Slice(first * test.InputSize, count * test.InputSize), outputs.AsSpan(first * classes, count * classes));
        }

        return outputs;
    }

    /// <returns>For each precision the milliseconds of each round.</returns>
    private double[][] Times(Predict[] predict, float[] inputs, int outputSize)
    {
        var outputs = new float[outputSize];
        double[][] times = [.. predict.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int p = 0; p < predict.Length; p++)
            {
                Predict own = predict[p];
                times[p][round] = Timing.Measure(() => own(inputs, outputs), seconds: 0.3, warmUp: 0.1).Median;
            }
        }

        return times;
    }

    /// <summary>The median, and how many times as fast as single precision that is, in the median of the rounds.</summary>
    private static string Cell(double[][] times, int p)
    {
        double ratio = Median(times[0].Zip(times[p], (single, own) => single / own));
        return string.Create(CultureInfo.InvariantCulture, $"{1000 * Median(times[p]):F1} µs{(p == 0 ? "" : $", {ratio:F2}×")}");
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++) largest = values[i] > values[largest] ? i : largest;
        return largest;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
