using System.Globalization;
using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;
using Xunit.Abstractions;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Small networks on toy machines, whose schedules for devices are those of large networks, on a device against the reference.</summary>
public class DeviceDecisionTests(ITestOutputHelper output)
{
    /// <summary>A depthwise and a grouped convolution whose kernel gradients are summed row by row in memory, as real machines do for maps beyond a megabyte.</summary>
    private static readonly ModelSource[] Windows =
    [
        Net("Depthwise", [7, 6, 8], new DepthwiseConv2DSource(new(3, 3) { Padding = ReferencePadding.Same })),
        Net("Grouped", [7, 6, 8], new Conv2DSource(8, new(3, 3) { Padding = ReferencePadding.Same }) { Groups = 4 }),
        Net("OneChannel", [9, 8, 1], new Conv2DSource(20, new(3, 3) { Padding = ReferencePadding.Same })),
    ];

    public static TheoryData<string, int> Ways => new() { { "Cpu", 0 }, { "Gpu", 0 }, { "Gpu", 1 }, { "Gpu", int.MaxValue } };

    [DeviceTheory, MemberData(nameof(Ways))]
    public void Kernel_gradients_of_padded_maps(string kind, int variant) => Check(Windows, "cache=1024;steps=2;work=10;groups=256", kind, variant);

    [DeviceTheory, InlineData("Cpu", 0), InlineData("Gpu", 0)]
    public void Random_networks(string kind, int variant)
    {
        ulong seed = kind == "Cpu" ? 31UL : 32UL;
        var networks = new RandomNetworks(seed);
        Check([.. Enumerable.Range(0, 2).Select(i => networks.Next($"Random{i}"))], ToyMachines.Draw(seed), kind, variant);
    }

    /// <summary>The first on processors' kernels in every run; all, and on the kernels of graphics cards, where <c>MODELCOMPILER_DEVICE_TESTS=all</c> asks for all.</summary>
    [DeviceFact]
    public void Gradients_of_networks_that_were_trained_wrongly()
    {
        var assembly = InMemoryCompiler.Compile(LargeMapCases.All, DeviceCases.Options);
        foreach (ModelSource source in LargeMapCases.All.Take(DeviceCases.All ? int.MaxValue : 1))
        {
            foreach (DeviceKind kind in DeviceCases.All ? (DeviceKind[])[DeviceKind.Cpu, DeviceKind.Gpu] : [DeviceKind.Cpu])
            {
                using var model = new DeviceTestModel(assembly, source, kind);
                double distance = Agreement.GradientDistances(source, [model], batch: 2).Single();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Name}, {kind}: {distance:g2}"));
                Assert.InRange(distance, 0, 1e-5);
            }
        }
    }

    /// <summary>Every network of the decisions, in every way: minutes, so only where <c>MODELCOMPILER_DEVICE_TESTS=all</c> asks for it.</summary>
    [DeviceFact]
    public void Networks_of_all_decisions()
    {
        foreach (DecisionCase known in DecisionCase.All.Where((_, i) => DeviceCases.All || i % 12 == 2))
        {
            string[] kinds = DeviceCases.All ? ["Cpu", "Gpu"] : ["Gpu"];
            foreach (string kind in kinds) Check([known.Source], known.Machine, kind, 0, known.Convolution);
        }
    }

    private static void Check(ModelSource[] sources, string? machine, string kind, int variant, string? convolution = null)
    {
        var assembly = InMemoryCompiler.Compile(sources, DeviceCases.Options with { Machine = machine, Convolution = convolution });
        foreach (var source in sources)
        {
            using var model = new DeviceTestModel(assembly, source, Enum.Parse<DeviceKind>(kind), variant);
            Agreement.Check(model, source, batch: 3);
        }
    }

    private static ModelSource Net(string name, int[] input, LayerSource layer) => new(
        $"DeviceDecision{name}", input, [layer, new ActivationLayerSource(ActivationSource.Tanh), new GlobalAveragePoolingSource(), new DenseSource(3)], new(LossKindSource.MeanSquaredError));
}
