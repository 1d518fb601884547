using System.Globalization;
using ModelCompiler.Benchmarks.Peer;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Gpu;

/// <summary>The time of a training step, in milliseconds.</summary>
internal delegate double StepTime(int batch);

/// <summary>One net on the device and on the processor, in the same run.</summary>
internal sealed class NetMeasurement<T>(string name, Func<T> create, OpenCLDevice device, GpuOptions options)
    where T : class, ITrainableModel<T>, IOpenCLModel<T>
{
    private readonly Random random = new(1);

    /// <summary>The same net's step with activations in float16; null where there is no such net.</summary>
    public StepTime? Half { get; init; }

    public void Run()
    {
        long forward = T.Summary.MultiplyAdds;
        // Backward does the work twice over, for weights and for inputs; nobody asks for the gradient of the picture.
        long step = (3 * forward) - T.Summary.Layers.First(layer => layer.Parameters > 0).MultiplyAdds;
        if (options.Work.Contains("infer"))
        {
            foreach (int batch in options.Batches.Prepend(1).Distinct()) Infer(batch, forward);
        }

        if (options.Work.Contains("train"))
        {
            foreach (int batch in options.Batches) Train(batch, step);
        }
    }

    private void Infer(int batch, long multiplyAdds)
    {
        float[] inputs = Noise(batch * T.InputSize), outputs = new float[batch * T.OutputSize];
        T host = create();
        using OpenCLModel<T> onDevice = create().ToOpenCL(device);
        double? csharp = options.Host ? Time(() => host.Predict(inputs, outputs)) : null;
        var ready = System.Diagnostics.Stopwatch.StartNew();
        onDevice.Predict(inputs, outputs);
        ready.Stop();
        double opencl = Time(() => onDevice.Predict(inputs, outputs));
        if (options.Profile) Console.WriteLine($"    ready after {ready.Elapsed.TotalSeconds:F1} s");
        Say("infer", batch, csharp, opencl, multiplyAdds, onDevice, () => onDevice.Predict(inputs, outputs));
        if (!options.Profile || batch == 1) return;
        using OpenCLModel<T> profiled = create().ToOpenCL(device, new OpenCLOptions { Profile = true });
        PrintProfile(profiled, () => profiled.Predict(inputs, outputs));
    }

    private void Train(int batch, long multiplyAdds)
    {
        float[] inputs = Noise(batch * T.InputSize);
        int[] labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next(T.OutputSize))];
        var host = new Trainer<T>(create(), new Adam());
        using OpenCLModel<T> onDevice = create().ToOpenCL(device);
        var trainer = new Trainer<T>(onDevice, new Adam());
        double? csharp = options.Host ? Time(() => host.Step(inputs, labels)) : null;
        var ready = System.Diagnostics.Stopwatch.StartNew();
        trainer.Step(inputs, labels);
        ready.Stop();
        double opencl = Time(() => trainer.Step(inputs, labels));
        if (options.Profile) Console.WriteLine($"    ready after {ready.Elapsed.TotalSeconds:F1} s");
        Say("train", batch, csharp, opencl, multiplyAdds, onDevice, () => trainer.Step(inputs, labels), Half?.Invoke(batch));
        if (!options.Profile) return;
        using OpenCLModel<T> profiled = create().ToOpenCL(device, new OpenCLOptions { Profile = true });
        var profiledTrainer = new Trainer<T>(profiled, new Adam());
        PrintProfile(profiled, () => profiledTrainer.Step(inputs, labels));
    }

    /// <summary>A step on the device alone, in milliseconds.</summary>
    public double TimeOfStep(int batch)
    {
        float[] inputs = Noise(batch * T.InputSize);
        int[] labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next(T.OutputSize))];
        using OpenCLModel<T> onDevice = create().ToOpenCL(device);
        var trainer = new Trainer<T>(onDevice, new Adam());
        trainer.Step(inputs, labels);
        return Time(() => trainer.Step(inputs, labels));
    }

    private double Time(Action call) => Timing.Measure(call, options.Seconds, Math.Min(0.3, options.Seconds), leastSamples: 5).Median;

    private void Say(
        string work, int batch, double? csharp, double opencl, long multiplyAdds, OpenCLModel<T> model, Action call, double? half = null)
    {
        (long to, long from) = (model.BytesToDevice, model.BytesFromDevice);
        call();
        (to, from) = (model.BytesToDevice - to, model.BytesFromDevice - from);
        double? pytorch = options.Reading(name, work, batch);
        string times = $"{Number(csharp)} | {Number(pytorch)} | {Number(opencl)} | {Ratio(opencl, csharp)} | {Ratio(opencl, pytorch)}";
        string rate = Number(2e-6 * multiplyAdds * batch / opencl), ratio = half is { } time ? Ratio(time, opencl) : "";
        string halves = $"{Number(options.Reading(name, work + "16", batch))} | {Number(half)} | {ratio}";
        Console.WriteLine($"| {name} | {work} | {batch} | {times} | {rate} | {to:N0} | {from:N0} | {halves} |");
    }

    private static void PrintProfile(OpenCLModel<T> model, Action call)
    {
        for (int i = 0; i < 10; i++) call();
        foreach (KernelTime kernel in model.Profile.Take(20)) Console.WriteLine(
            $"    {Number(kernel.Milliseconds / kernel.Launches)} ms  {kernel.Launch} ({kernel.Variant}), "
                + $"{Number(kernel.GigaflopsPerSecond)} GFLOP/s");
    }

    private float[] Noise(int floats) => [.. Enumerable.Range(0, floats).Select(_ => random.NextSingle() - 0.5f)];

    private static string Number(double? value) => value is { } known ? Number(known) : "";

    private static string Ratio(double ours, double? theirs) =>
        theirs is { } known ? (ours / known).ToString("F2", CultureInfo.InvariantCulture) : "";

    private static string Number(double value) => value.ToString(value < 10 ? "F3" : "F1", CultureInfo.InvariantCulture);
}
