using System.Reflection;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Reference;
using ModelCompiler.Runtime;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>A compiled model on a device, with the kernels of either kind of device whatever the device is: graphics cards' kernels run on processors too, only slower.</summary>
internal sealed class DeviceTestModel : ITestModel, IDisposable
{
    private readonly CompiledModel host;
    private readonly DeviceModel device;
    private readonly IStepRunner? runner;
    private float[] lastOutputs = [];

    /// <param name="variant">Which way of each kernel to take, or the last where there are fewer.</param>
    public DeviceTestModel(CompiledAssembly assembly, ModelSource source, DeviceKind kind, int variant = 0)
    {
        host = assembly.Model(source);
        DeviceProgram program = OneVariant(Describe(assembly.Type(source.FullName), kind), variant);
        device = new DeviceModel(program, host.Parameters, TestDevice.Required, new OpenCLOptions { Tune = false, CachePath = "" });
        if (source.Loss is not null) runner = new DeviceRunner(device, device.Support!, new Sgd(1e-3f), host.Parameters);
    }

    public ParameterSet Parameters => host.Parameters;

    /// <summary>How the kernels are done.</summary>
    public IEnumerable<string> Labels => device.Program.Kernels.SelectMany(k => k.Variants).Select(v => v.Label);

    public float[] LastOutputs => lastOutputs;

    public void Calibrate(float[] inputs) => host.Calibrate(inputs);

    public void ResetCalibration() => host.Program.ResetCalibration();

    public float[] Predict(float[] inputs)
    {
        device.CopyFrom(Parameters);
        var outputs = new float[inputs.Length / device.Layout.InputSize * device.Layout.OutputSize];
        device.Predict(inputs, outputs);
        return outputs;
    }

    public float[] PredictOutput(string name, float[] inputs)
    {
        device.CopyFrom(Parameters);
        int output = NamedOutputs.Find(device.Layout, name);
        float[] values = NamedOutputs.RoomFor(device.Layout, output, inputs.Length / device.Layout.InputSize);
        device.Predict(inputs, [], new OneOutput(output, values));
        return values;
    }

    public float Step(float[] inputs, float[] targets, uint dropoutSeed = 1)
    {
        device.CopyFrom(Parameters);
        float loss = runner!.Step(inputs, new StepTargets(targets), (int)dropoutSeed, finiteOnly: false);
        lastOutputs = runner.LastOutputs.ToArray();
        return loss;
    }

    public float Evaluate(float[] inputs, float[] targets)
    {
        device.CopyFrom(Parameters);
        return runner!.Evaluate(inputs, new StepTargets(targets));
    }

    public float[] Gradient(string name)
    {
        var (offset, length) = host.Place(name);
        return runner!.Gradients.Span.Slice(offset, length).ToArray();
    }

    public void Randomize(ReferenceNetwork reference, SplitMix64 random) => host.Randomize(reference, random);

    public void Dispose()
    {
        (runner as IDisposable)?.Dispose();
        device.Dispose();
    }

    /// <summary>The kernels of a type that is known at run time only: the one method of its kind that the generator writes.</summary>
    private static DeviceProgram Describe(Type type, DeviceKind kind)
    {
        MethodInfo describe = type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Single(m => m.ReturnType == typeof(DeviceProgram));
        return (DeviceProgram)describe.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [kind], null)!;
    }

    private static DeviceProgram OneVariant(DeviceProgram program, int variant) => program with
    {
        // Most of these tests' time is PoCL's optimizer's; trainings are tested with what users get.
        BuildOptions = $"{program.BuildOptions} -cl-opt-disable",
        Kernels = [.. program.Kernels.Select(k => new DeviceKernel(k.Name, k.Variants[Math.Min(variant, k.Variants.Length - 1)]))],
    };
}
