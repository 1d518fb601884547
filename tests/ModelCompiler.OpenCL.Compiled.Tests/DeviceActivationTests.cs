using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Activations of 8 bits on a device: what C# gives, with the kernels of either kind of device; and a model without ranges says so.</summary>
public class DeviceActivationTests
{
    private static readonly ModelSource[] Sources =
        [.. PrecisionCases.All.Where(s => s.Precision == ReferencePrecision.Int8Activations && s.Name.StartsWith("Bytes", StringComparison.Ordinal))];

    [DeviceTheory, InlineData(DeviceKind.Cpu), InlineData(DeviceKind.Gpu)]
    public void Predictions_are_those_of_the_host(DeviceKind kind)
    {
        Assert.NotEmpty(Sources);
        var assembly = InMemoryCompiler.Compile(Sources, DeviceCases.Options);
        foreach (ModelSource source in Sources)
        {
            using var model = new DeviceTestModel(assembly, source, kind);
            Agreement.Check(model, source, 5);
            CompiledModel host = assembly.Model(source);
            foreach (var parameter in model.Parameters) parameter.Span.CopyTo(host.Parameters[parameter.Name].Span);
            float[] inputs = new SplitMix64(7).Floats(5 * source.Reference().InputSize);
            model.ResetCalibration();
            Assert.Throws<ModelNotCalibratedException>(() => model.Predict(inputs));
            model.Calibrate(inputs);
            host.Calibrate(inputs);
            // Floats between are added up in another order, and a value in the middle of two steps may take the other one.
            Agreement.Near(source, "outputs", Agreement.Widen(host.Predict(inputs)), model.Predict(inputs), tolerance: 2e-3);
        }
    }
}
