using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>
/// Layers and options on a device, against the reference, with the kernels of both kinds of device. Building a kernel takes PoCL some tenth of a second, on one core whatever runs
/// beside it, so every fourth case is run, with one way of its kernels, in turn; <c>MODELCOMPILER_DEVICE_TESTS=all</c> runs every case in every way.
/// </summary>
public class DeviceLayerTests
{
    /// <summary>Processors' kernels, graphics cards' first choice, second, and the last, which fits every device.</summary>
    private static readonly (DeviceKind Kind, int Variant)[] Ways = [(DeviceKind.Cpu, 0), (DeviceKind.Gpu, 0), (DeviceKind.Gpu, 1), (DeviceKind.Gpu, int.MaxValue)];

    private const int OneOf = 4;

    public static TheoryData<string, string, int> AllCases()
    {
        bool all = Environment.GetEnvironmentVariable("MODELCOMPILER_DEVICE_TESTS") == "all";
        var data = new TheoryData<string, string, int>();
        foreach (var (name, number) in DeviceCases.Names.Select((name, number) => (name, number)))
        {
            if (!all && number % OneOf != 0) continue;
            foreach (var (kind, variant) in all ? Ways : [Ways[number / OneOf % Ways.Length]]) data.Add(name, kind.ToString(), variant);
        }

        return data;
    }

    [DeviceTheory, MemberData(nameof(AllCases))]
    public void Agrees_with_the_reference(string name, string kind, int variant)
    {
        using var model = new DeviceTestModel(DeviceCases.For(name), DeviceCases.Source(name), Enum.Parse<DeviceKind>(kind), variant);
        Agreement.Check(model, DeviceCases.Source(name), batch: 3);
    }
}
