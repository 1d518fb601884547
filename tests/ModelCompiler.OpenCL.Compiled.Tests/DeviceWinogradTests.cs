using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Reference;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Winograd's transforms on a device, where graphics cards run both passes as one kernel; and softmax over more classes than a group has work items.</summary>
public class DeviceWinogradTests
{
    /// <summary>Border tiles that are partial, whole and padded; two convolutions, so that an input gradient is computed too.</summary>
    private static readonly ModelSource[] Sources =
    [
        Net("Partial", [9, 7, 8], 20, new(3, 3)),
        Net("PadTwo", [6, 5, 8], 12, new(3, 3) { Padding = ReferencePadding.Explicit, Pad = 2 }),
        Net("Whole", [8, 8, 32], 64, new(3, 3) { Padding = ReferencePadding.Same }),
    ];

    public static TheoryData<string, string> Ways => new()
    {
        { "winograd2", "Gpu" },
        { "winograd4", "Gpu" },
        { "winograd4", "Cpu" },
    };

    [DeviceTheory, MemberData(nameof(Ways))]
    public void Agrees_with_the_reference(string convolution, string kind)
    {
        var assembly = InMemoryCompiler.Compile(Sources, DeviceCases.Options with { Convolution = convolution });
        foreach (var source in Sources)
        {
            using var model = new DeviceTestModel(assembly, source, Enum.Parse<DeviceKind>(kind));
            // Without it this would compare direct convolutions.
            if (kind == "Gpu") Assert.Contains(model.Labels, label => label == "transform");
            Agreement.Check(model, source, batch: 3);
        }
    }

    private static ModelSource Net(string name, int[] input, int filters, WindowSource window) => new(
        $"DeviceWinograd{name}", input,
        [
            new Conv2DSource(input[2], new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh },
            new Conv2DSource(filters, window) { Activation = ActivationSource.ReLU },
            new GlobalAveragePoolingSource(),
            new DenseSource(100) { Activation = ActivationSource.Softmax },
        ],
        new(LossKindSource.CategoricalCrossEntropy));
}
