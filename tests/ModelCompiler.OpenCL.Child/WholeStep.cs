using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Child;

/// <summary>A net's prediction, training steps and evaluation with the kernels of one kind of device, whatever the device is.</summary>
internal static class WholeStep
{
    public const int Batch = 5, Steps = 2, Seed = 3;

    public static float[] Inputs<T>() where T : class, ITrainableModel<T> => [.. Enumerable.Range(0, Batch * T.InputSize).Select(i => MathF.Sin(i * 0.7f))];

    public static int[] Labels<T>() where T : class, ITrainableModel<T> => [.. Enumerable.Range(0, Batch).Select(n => n % T.OutputSize)];

    /// <summary>The losses of the steps, and of an evaluation after them.</summary>
    /// <param name="model">The net, with its first weights.</param>
    /// <param name="kind">Which schedule.</param>
    /// <param name="variant">Which way of each kernel to take, or the last where there are fewer.</param>
    public static float[] Run<T>(T model, DeviceKind kind, int variant) where T : class, ITrainableModel<T>, IOpenCLModel<T>
    {
        (float[] inputs, int[] labels) = (Inputs<T>(), Labels<T>());
        DeviceProgram program = OneVariant(T.DescribeFor(kind), variant);
        using var device = new DeviceModel(program, model.Parameters, OpenCLDevice.Default, new OpenCLOptions { CachePath = "", Tune = false });
        using var runner = new DeviceRunner(device, device.Support!, new Adam(), model.Parameters);
        device.Predict(inputs, new float[Batch * T.OutputSize]);
        float[] losses = [.. Enumerable.Range(0, Steps).Select(_ => runner.Step(inputs, new StepTargets(labels), Seed, finiteOnly: true))];
        return [.. losses, runner.Evaluate(inputs, new StepTargets(labels))];
    }

    private static DeviceProgram OneVariant(DeviceProgram program, int variant) => program with
    {
        Kernels = [.. program.Kernels.Select(k => new DeviceKernel(k.Name, k.Variants[Math.Min(variant, k.Variants.Length - 1)]))],
    };
}
