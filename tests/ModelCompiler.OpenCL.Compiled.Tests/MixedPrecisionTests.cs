using ModelCompiler.Data;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Testing;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Training with activations and their gradients in 16 bits, beside the same network's in single precision.</summary>
public sealed class MixedPrecisionTests : IDisposable
{
    private const int Batch = 24, Seed = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("mixed").FullName;
    private readonly float[] inputs = [.. new SplitMix64(8).Floats(Batch * SingleNet.InputSize)];
    private readonly int[] labels = [.. Enumerable.Range(0, Batch).Select(i => i * 7 % SingleNet.OutputSize)];

    public static TheoryData<string, string> Ways => new()
    {
        { "Cpu", "half" },
        { "Gpu", "half" },
        { "Cpu", "bfloat16" },
        { "Gpu", "bfloat16" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [DeviceTheory, MemberData(nameof(Ways))]
    public void Losses_and_gradients_are_near_those_of_single_precision(string kind, string precision)
    {
        // Units in the last place of either, some layers of them; of gradients more, where a rounded number lies beyond a kink.
        (float tolerance, float ofGradients) = precision == "half" ? (4e-3f, 0.05f) : (3e-2f, 0.3f);
        Trained single = Train(kind, new SingleNet(Seed), steps: 12);
        Trained mixed = precision == "half" ? Train(kind, new HalfNet(Seed), 12) : Train(kind, new BFloatNet(Seed), 12);
        foreach ((float expected, float actual) in single.Losses.Zip(mixed.Losses))
            Assert.InRange(actual, expected * (1 - tolerance), expected * (1 + tolerance));
        Assert.True(mixed.Losses[^1] < 0.9 * mixed.Losses[0], $"from {mixed.Losses[0]} to {mixed.Losses[^1]}");
        foreach ((string name, float[] expected) in single.Gradients)
        {
            float distance = Distance(expected, mixed.Gradients[name]);
            // Where nothing differs nothing was kept in fewer bits.
            Assert.True(distance > 1e-6f && distance < ofGradients, $"{name}: {distance:g2} of its gradient");
        }

        Assert.InRange(Distance(single.InputGradients, mixed.InputGradients), 1e-6f, ofGradients);
    }

    [DeviceTheory, MemberData(nameof(Ways))]
    public void Two_runs_give_the_same_bits(string kind, string precision)
    {
        Trained Run() => precision == "half" ? Train(kind, new HalfNet(Seed), steps: 5) : Train(kind, new BFloatNet(Seed), steps: 5);
        Trained first = Run(), second = Run();
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.Weights, second.Weights);
    }

    [DeviceTheory, InlineData("Cpu"), InlineData("Gpu")]
    public void An_overflow_leaves_the_step_out_and_halves_the_scale(string kind)
    {
        var model = new HalfNet(Seed);
        using DeviceModel device = Open(kind, model);
        using var runner = new DeviceRunner(device, device.Support!, new Adam(), model.Parameters);
        IOptimizerMemory memory = runner.OptimizerMemory;
        Assert.Equal(new LossScale(65536, 0), memory.LossScale);
        float[] before = [.. runner.Parameters.Buffer.Span];
        float loss = Step(runner);
        memory.LossScale = new LossScale(1 << 30, 1234);
        float[] weights = Weights(runner), moments = Moments(runner);
        Assert.NotEqual(before, weights);

        int skipped = 0;
        for (float scale = 1 << 30; runner.StepCount == 1; scale /= 2)
        {
            Assert.Equal(scale, memory.LossScale!.Value.Factor);
            Assert.True(float.IsFinite(Step(runner)));
            Assert.False(runner.SkippedUpdate);
            if (runner.StepCount > 1) break;
            skipped++;
            Assert.Equal(new LossScale(scale / 2, 0), memory.LossScale);
            Assert.Equal(weights, Weights(runner));
            Assert.Equal(moments, Moments(runner));
        }

        Assert.InRange(skipped, 5, 20);
        Assert.Equal(1, memory.LossScale!.Value.GoodSteps);
        Assert.NotEqual(weights, Weights(runner));
        Assert.All(runner.Gradients.Span.ToArray(), g => Assert.True(float.IsFinite(g)));
        float last = 0;
        for (int step = 0; step < 10; step++) last = Step(runner);
        Assert.True(last < 0.9 * loss, $"from {loss} to {last}");
        Assert.Equal(12, runner.StepCount);
    }

    [DeviceFact]
    public void After_enough_steps_the_scale_doubles_and_gradients_stay()
    {
        var model = new HalfNet(Seed);
        using DeviceModel device = Open("Gpu", model);
        using var runner = new DeviceRunner(device, device.Support!, new Sgd(0), model.Parameters);
        runner.OptimizerMemory.LossScale = new LossScale(8, LossScale.StepsToGrow - 1);
        Step(runner);
        float[] small = [.. runner.Gradients.Span];
        Assert.Equal(new LossScale(16, 0), runner.OptimizerMemory.LossScale);
        runner.OptimizerMemory.LossScale = new LossScale(4096, 0);
        // Of the same step: dropout is drawn from its number.
        runner.OptimizerMemory.Step = 0;
        Step(runner);
        Assert.InRange(Distance(small, [.. runner.Gradients.Span]), 0, 0.05f);
    }

    /// <summary>What lies under a half's least number is kept by the scale alone.</summary>
    [DeviceFact]
    public void Small_gradients_live_by_the_scale()
    {
        float Lost(float scale)
        {
            var model = new HalfNet(Seed);
            using DeviceModel device = Open("Gpu", model);
            using var runner = new DeviceRunner(device, device.Support!, new Sgd(0), model.Parameters);
            runner.OptimizerMemory.LossScale = new LossScale(scale, 0);
            Step(runner);
            var single = new SingleNet(Seed);
            using DeviceModel singleDevice = Open("Gpu", single);
            using var singleRunner = new DeviceRunner(singleDevice, singleDevice.Support!, new Sgd(0), single.Parameters);
            Step(singleRunner);
            return Distance([.. singleRunner.Gradients.Span], [.. runner.Gradients.Span]);
        }

        float with = Lost(4096), without = Lost(1.0f / 65536);
        Assert.True(with < 0.05f && without > 0.3f, $"{with} with a scale, {without} with one of 1/65536");
    }

    [DeviceFact]
    public void A_checkpoint_goes_on_with_the_same_bits()
    {
        string path = Path.Combine(folder, "step.ckpt");
        HalfNet whole = new(Seed), begun = new(Seed + 1);
        using OpenCLModel<HalfNet> onDevice = whole.ToOpenCL(TestDevice.Required, Untuned);
        var trainer = new Trainer<HalfNet>(onDevice, new Adam(), new TrainerOptions { Seed = Seed });
        ((ITrainer)trainer).Runner.OptimizerMemory.LossScale = new LossScale(1 << 30, 0);
        for (int step = 0; step < 16; step++) trainer.Step(inputs, labels);
        Assert.InRange(trainer.LossScale!.Value, 1, 1 << 28);
        Assert.True(trainer.StepCount is > 0 and < 16);
        trainer.SaveCheckpoint(path);

        using OpenCLModel<HalfNet> another = begun.ToOpenCL(TestDevice.Required, Untuned);
        var resumed = new Trainer<HalfNet>(another, new Adam(), new TrainerOptions { Seed = Seed });
        resumed.LoadCheckpoint(path);
        Assert.Equal(((ITrainer)trainer).Runner.OptimizerMemory.LossScale, ((ITrainer)resumed).Runner.OptimizerMemory.LossScale);
        for (int step = 0; step < 4; step++) Assert.Equal(trainer.Step(inputs, labels), resumed.Step(inputs, labels));
        Assert.Equal([.. trainer.Parameters.Buffer.Span], [.. resumed.Parameters.Buffer.Span]);

        // The processor needs no scale, and a device that goes on from there begins with its own.
        var host = new Trainer<HalfNet>(new HalfNet(Seed), new Adam(), new TrainerOptions { Seed = Seed });
        host.LoadCheckpoint(path);
        Assert.Null(host.LossScale);
        host.SaveCheckpoint(path);
        resumed.LoadCheckpoint(path);
        Assert.Equal(65536, resumed.LossScale);
    }

    [DeviceFact]
    public void The_processor_trains_as_in_single_precision()
    {
        SingleNet single = new(Seed);
        HalfNet mixed = new(Seed);
        Trainer<SingleNet> expected = new(single, new Adam(), new TrainerOptions { Seed = Seed });
        Trainer<HalfNet> actual = new(mixed, new Adam(), new TrainerOptions { Seed = Seed });
        for (int step = 0; step < 5; step++) Assert.Equal(expected.Step(inputs, labels), actual.Step(inputs, labels));
        Assert.Equal([.. single.Parameters.Buffer.Span], [.. mixed.Parameters.Buffer.Span]);
        Assert.Null(actual.LossScale);
    }

    [DeviceFact]
    public void What_layers_keep_is_read_as_floats()
    {
        StepCapture Captured<T>(T model) where T : class, ITrainableModel<T>, IOpenCLModel<T>
        {
            using OpenCLModel<T> device = model.ToOpenCL(TestDevice.Required, Untuned);
            var trainer = new Trainer<T>(device, new Sgd(0), new TrainerOptions { Seed = Seed });
            StepCapture capture = trainer.CaptureNextStep(samples: 3);
            trainer.Step(inputs, labels);
            return capture;
        }

        StepCapture single = Captured(new SingleNet(Seed)), mixed = Captured(new HalfNet(Seed));
        int compared = 0;
        foreach ((LayerCapture expected, LayerCapture actual) in single.Layers.Zip(mixed.Layers))
        {
            if (expected.Outputs.IsEmpty) continue;
            Assert.InRange(Distance([.. expected.Outputs], [.. actual.Outputs]), 0, 0.01f);
            if (expected.Gradients.IsEmpty) continue;
            Assert.InRange(Distance([.. expected.Gradients], [.. actual.Gradients]), 0, 0.02f);
            compared++;
        }

        Assert.InRange(compared, 3, 20);
    }

    [DeviceFact]
    public void Two_devices_share_batches_and_leave_out_the_same_steps()
    {
        (float[] Weights, LossScale? Scale, long Steps) Run(int devices)
        {
            var model = new HalfNet(Seed);
            using OpenCLModels<HalfNet> several = model.ToOpenCL([.. Enumerable.Repeat(TestDevice.Required, devices)], Untuned);
            var trainer = new Trainer<HalfNet>(several, new Adam(), new TrainerOptions { Seed = Seed, BatchParts = 4 });
            IOptimizerMemory memory = ((ITrainer)trainer).Runner.OptimizerMemory;
            memory.LossScale = new LossScale(1 << 30, 0);
            for (int step = 0; step < 14; step++) Assert.True(float.IsFinite(trainer.Step(inputs, labels)));
            return ([.. trainer.Parameters.Buffer.Span], memory.LossScale, trainer.StepCount);
        }

        var (weights, scale, steps) = Run(1);
        Assert.InRange(steps, 1, 13);
        Assert.True(scale!.Value.Factor < 1 << 28);
        var (weightsOfTwo, scaleOfTwo, stepsOfTwo) = Run(2);
        Assert.Equal((scale, steps), (scaleOfTwo, stepsOfTwo));
        Assert.Equal(weights, weightsOfTwo);
    }

    /// <summary>An activation that is past a half's range is no matter of the scale: a fit says so, and does not skip for ever.</summary>
    [DeviceFact]
    public void A_fit_that_overflows_whatever_the_scale_ends()
    {
        float[] huge = [.. inputs.Select(x => x * 1e30f)];
        using OpenCLModel<HalfNet> device = new HalfNet(Seed).ToOpenCL(TestDevice.Required, Untuned);
        var trainer = new Trainer<HalfNet>(device, new Adam());
        var data = new Dataset(huge, labels, HalfNet.InputSize);
        Assert.Throws<TrainingDivergedException>(() => trainer.Fit(data, new FitOptions { BatchSize = Batch, Epochs = 50 }));
    }

    [DeviceFact]
    public void A_step_brings_back_one_number_more()
    {
        using OpenCLModel<HalfNet> device = new HalfNet(Seed).ToOpenCL(TestDevice.Required, Untuned);
        var trainer = new Trainer<HalfNet>(device, new Adam());
        trainer.Step(inputs, labels);
        long back = device.BytesFromDevice;
        trainer.Step(inputs, labels);
        // The loss, how many were recognised, whether a gradient overflowed.
        Assert.Equal(3 * sizeof(float), device.BytesFromDevice - back);
    }

    [Fact]
    public void A_sample_takes_little_more_than_half_the_memory()
    {
        long Floats<T>() where T : class, IOpenCLModel<T> => T.DescribeFor(DeviceKind.Gpu).Layout.Training!.FloatsPerSample;
        long single = Floats<SingleNet>(), half = Floats<HalfNet>();
        Assert.InRange(half, single / 2, 0.7 * single);
        Assert.Equal(half, Floats<BFloatNet>());
    }

    private static OpenCLOptions Untuned => new() { Tune = false, CachePath = "" };

    /// <summary>Most of these tests' time would be PoCL's optimizer's; those that users' own calls run have it.</summary>
    private static DeviceModel Open<T>(string kind, T model) where T : class, IOpenCLModel<T>
    {
        DeviceProgram program = T.DescribeFor(Enum.Parse<DeviceKind>(kind));
        DeviceProgram quick = program with { BuildOptions = $"{program.BuildOptions} -cl-opt-disable" };
        return new DeviceModel(quick, model.Parameters, TestDevice.Required, Untuned);
    }

    private float Step(DeviceRunner runner) => runner.Step(inputs, new StepTargets(labels), Seed, finiteOnly: true);

    private Trained Train<T>(string kind, T model, int steps) where T : class, ITrainableModel<T>, IOpenCLModel<T>
    {
        using DeviceModel device = Open(kind, model);
        using var runner = new DeviceRunner(device, device.Support!, new Adam(), model.Parameters);
        // No step is to be left out, so that both take the same.
        if (runner.OptimizerMemory.LossScale is not null) runner.OptimizerMemory.LossScale = new LossScale(1024, 0);
        var losses = new List<float> { Step(runner) };
        Dictionary<string, float[]> gradients = model.Parameters.Where(p => p.Trainable)
            .ToDictionary(p => p.Name, p => runner.Gradients.Span.Slice(p.Offset, p.Length).ToArray());
        float[] ofInputs = [.. runner.InputGradients];
        for (int step = 1; step < steps; step++) losses.Add(Step(runner));
        Assert.Equal(steps, runner.StepCount);
        return new Trained([.. losses], gradients, ofInputs, Weights(runner));
    }

    private static float[] Weights(DeviceRunner runner) => [.. runner.Parameters.Buffer.Span];

    private static float[] Moments(DeviceRunner runner)
    {
        var moments = new float[runner.OptimizerMemory.Length];
        runner.OptimizerMemory.Read(0, moments);
        return moments;
    }

    /// <summary>The length of a difference as a part of the expected vector's.</summary>
    private static float Distance(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double square = expected.Zip(actual, (e, a) => Math.Pow(a - (double)e, 2)).Sum(), length = expected.Sum(e => (double)e * e);
        return (float)Math.Sqrt(square / Math.Max(length, 1e-30));
    }

    private sealed record Trained(float[] Losses, Dictionary<string, float[]> Gradients, float[] InputGradients, float[] Weights);
}
