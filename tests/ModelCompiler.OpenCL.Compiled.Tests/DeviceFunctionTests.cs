using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Functions that are written as steps have the same bits on a device as in C#, where they are tested against double precision; near 0, where a careless one loses all digits, they are
/// compared here, too.</summary>
public class DeviceFunctionTests
{
    private static readonly ActivationSource[] Functions = [ActivationSource.ELU, ActivationSource.Softplus, ActivationSource.Tanh, ActivationSource.Sigmoid, ActivationSource.SiLU,
        ActivationSource.GELU];

    /// <summary>As many as several widths of vectors cover.</summary>
    private const int Size = 27;

    private static readonly float[] Inputs =
    [
        -1e-8f, -8.5e-7f, -1e-4f, -0.01f, -0.5f, 0, -0f, 1e-8f, 1e-30f, -1e-30f, 0.3f, 1, -1, 5, -5, 20, -20, 80, -80,
        .. Enumerable.Range(0, (4 * Size) - 19).Select(i => (i - 40) * 0.0137f),
    ];

    [DeviceTheory, InlineData("Cpu"), InlineData("Gpu")]
    public void Have_the_bits_that_they_have_in_CSharp(string kind)
    {
        ModelSource[] sources = [.. Functions.Select(f => new ModelSource($"Function{f}", [Size], [new ActivationLayerSource(f)], null))];
        var assembly = InMemoryCompiler.Compile(sources, DeviceCases.Options);
        foreach (ModelSource source in sources)
        {
            using var device = new DeviceTestModel(assembly, source, Enum.Parse<DeviceKind>(kind));
            float[] expected = assembly.Model(source).Predict(Inputs), actual = device.Predict(Inputs);
            for (int i = 0; i < Inputs.Length; i++)
                Assert.True(BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]), $"{source.Name} of {Inputs[i]}: {expected[i]} in C#, {actual[i]} on the device");
            if (source.Name != "FunctionELU") continue;
            // e^x - 1 = x + x²/2 + x³/6 + …
            foreach ((float x, float y) in Inputs.Zip(actual).Where(p => p.First is < 0 and > -1e-3f)) Assert.Equal(1, y / (x + ((double)x * x / 2) + ((double)x * x * x / 6)), 1e-6);
        }
    }
}
