using System.Runtime.Intrinsics;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Layers of every kind that training treats in its own way, and channels that no vector divides.</summary>
[Model]
[Input(14, 14, 2)]
[Conv2D(20, 3, Activation = Activation.ReLU, L2 = 1e-4)]
[MaxPooling2D(2)]
[Dropout(0.3)]
[Conv2D(24, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Flatten]
[Dense(30, Activation = Activation.ReLU)]
[Dropout(0.5)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class TrainedNet;

/// <summary>Training on a device is training on the processor, up to rounding, and the same bits each time.</summary>
public class DeviceTrainingTests
{
    private const int Steps = 10, Batch = 24, Seed = 3;

    private readonly float[] inputs = [.. new Testing.SplitMix64(8).Floats(Batch * TrainedNet.InputSize)];
    private readonly int[] labels = [.. Enumerable.Range(0, Batch).Select(i => i * 7 % TrainedNet.OutputSize)];

    [DeviceTheory]
    [InlineData("Cpu")]
    [InlineData("Gpu")]
    public void Ten_steps_lose_what_they_lose_on_the_processor(string kind)
    {
        var trainer = new Trainer<TrainedNet>(new TrainedNet(Seed), new Adam(), new TrainerOptions { Seed = Seed });
        float[] expected = [.. Enumerable.Range(0, Steps).Select(_ => trainer.Step(inputs, labels))];
        float[] actual = [.. Train(Enum.Parse<DeviceKind>(kind)).Losses];
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First * (1 - 1e-4f), pair.First * (1 + 1e-4f)));
        // A curve that is flat would agree with any other.
        Assert.True(expected[^1] < 0.98 * expected[0], $"from {expected[0]} to {expected[^1]}");
    }

    /// <summary>Kernels for CPU devices are the loop nests of the widest C# target: where that runs, the weights are the same to the last bit.</summary>
    [DeviceFact]
    public void On_a_CPU_device_the_bits_are_those_of_the_widest_target()
    {
        var model = new TrainedNet(Seed);
        var trainer = new Trainer<TrainedNet>(model, new Adam(), new TrainerOptions { Seed = Seed });
        for (int step = 0; step < Steps; step++) trainer.Step(inputs, labels);
        float[] expected = [.. model.Parameters.SelectMany(p => p.Span.ToArray())], actual = Train(DeviceKind.Cpu).Weights;
        if (Vector512.IsHardwareAccelerated) Assert.Equal(expected, actual);
        else Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [DeviceTheory]
    [InlineData("Cpu")]
    [InlineData("Gpu")]
    public void Two_runs_give_the_same_bits(string kind)
    {
        var (losses, weights) = Train(Enum.Parse<DeviceKind>(kind));
        var (again, weightsAgain) = Train(Enum.Parse<DeviceKind>(kind));
        Assert.Equal(losses, again);
        Assert.Equal(weights, weightsAgain);
    }

    private (float[] Losses, float[] Weights) Train(DeviceKind kind)
    {
        var model = new TrainedNet(Seed);
        using var device = new DeviceModel(Describe<TrainedNet>(kind), model.Parameters, TestDevice.Required, new OpenCLOptions { Tune = false, CachePath = "" });
        using var runner = new DeviceRunner(device, device.Support!, new Adam(), model.Parameters);
        float[] losses = [.. Enumerable.Range(0, Steps).Select(_ => runner.Step(inputs, new StepTargets(labels), Seed, finiteOnly: false))];
        device.CopyTo(model.Parameters);
        return (losses, [.. model.Parameters.SelectMany(p => p.Span.ToArray())]);
    }

    private static DeviceProgram Describe<T>(DeviceKind kind) where T : class, IOpenCLModel<T> => T.DescribeFor(kind);
}
