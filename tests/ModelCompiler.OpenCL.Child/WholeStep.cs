using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Child;

/// <summary>A small net's prediction, training steps and evaluation with the kernels of one kind of device, whatever the device is.</summary>
internal static class WholeStep
{
    public const int Batch = 5, Steps = 2, Seed = 3;

    public static float[] Inputs { get; } = [.. Enumerable.Range(0, Batch * SmallNet.InputSize).Select(i => MathF.Sin(i * 0.7f))];

    public static int[] Labels { get; } = [.. Enumerable.Range(0, Batch).Select(n => n % SmallNet.OutputSize)];

    /// <summary>The losses of the steps, and of an evaluation after them.</summary>
    /// <param name="kind">Which schedule.</param>
    /// <param name="variant">Which way of each kernel to take, or the last where there are fewer.</param>
    public static float[] Run(DeviceKind kind, int variant)
    {
        var model = new SmallNet(Seed);
        DeviceProgram program = OneVariant(Describe<SmallNet>(kind), variant);
        using var device = new DeviceModel(program, model.Parameters, OpenCLDevice.Default, new OpenCLOptions { CachePath = "", Tune = false });
        using var runner = new DeviceRunner(device, device.Support!, new Adam(), model.Parameters);
        device.Predict(Inputs, new float[Batch * SmallNet.OutputSize]);
        float[] losses = [.. Enumerable.Range(0, Steps).Select(_ => runner.Step(Inputs, new StepTargets(Labels), Seed, finiteOnly: true))];
        return [.. losses, runner.Evaluate(Inputs, new StepTargets(Labels))];
    }

    private static DeviceProgram Describe<T>(DeviceKind kind) where T : class, IOpenCLModel<T> => T.DescribeFor(kind);

    private static DeviceProgram OneVariant(DeviceProgram program, int variant) => program with
    {
        Kernels = [.. program.Kernels.Select(k => new DeviceKernel(k.Name, k.Variants[Math.Min(variant, k.Variants.Length - 1)]))],
    };
}
