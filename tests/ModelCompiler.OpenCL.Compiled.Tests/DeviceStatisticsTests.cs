using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>A net whose training also moves parameters that have no gradient.</summary>
[Model]
[Input(6, 6, 2)]
[Conv2D(5, 3)]
[BatchNormalization]
[ReLU]
[Flatten]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class NormalizedNet;

/// <summary>Moving means and variances stay on the device, and are the processor's.</summary>
public class DeviceStatisticsTests
{
    private const int Steps = 5, Batch = 12, Seed = 3;

    private readonly float[] inputs = [.. new Testing.SplitMix64(8).Floats(Batch * NormalizedNet.InputSize)];
    private readonly int[] labels = [.. Enumerable.Range(0, Batch).Select(i => i % NormalizedNet.OutputSize)];

    [DeviceFact]
    public void Statistics_move_as_on_the_processor()
    {
        NormalizedNet expected = new(Seed), actual = new(Seed);
        float[] start = [.. expected.Parameters["batch_normalization_1.moving_variance"].Span];
        using var onDevice = actual.ToOpenCL(TestDevice.Required, new OpenCLOptions { Tune = false, CachePath = "" });
        Trainer<NormalizedNet> trainer = new(expected, new Adam()), deviceTrainer = new(onDevice, new Adam());
        for (int step = 0; step < Steps; step++) Assert.Equal(trainer.Step(inputs, labels), deviceTrainer.Step(inputs, labels), 1e-4);
        onDevice.CopyParametersTo(actual);
        foreach (string name in (string[])["batch_normalization_1.moving_mean", "batch_normalization_1.moving_variance"])
            for (int i = 0; i < expected.Parameters[name].Span.Length; i++)
                Assert.Equal(expected.Parameters[name].Span[i], actual.Parameters[name].Span[i], 1e-4);
        Assert.NotEqual(start, actual.Parameters["batch_normalization_1.moving_variance"].Span.ToArray());
    }

    [DeviceFact]
    public void A_step_moves_the_batch_there_and_the_loss_back_and_nothing_else()
    {
        using var onDevice = new NormalizedNet(Seed).ToOpenCL(TestDevice.Required, new OpenCLOptions { Tune = false, CachePath = "" });
        var trainer = new Trainer<NormalizedNet>(onDevice, new Adam());
        trainer.Step(inputs, labels);
        var (there, back) = (onDevice.BytesToDevice, onDevice.BytesFromDevice);
        trainer.Step(inputs, labels);
        Assert.Equal(Batch * ((NormalizedNet.InputSize * sizeof(float)) + sizeof(int)), onDevice.BytesToDevice - there);
        // The loss, and how many were recognised.
        Assert.Equal(2 * sizeof(float), onDevice.BytesFromDevice - back);
    }
}
