using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>
/// Layers and options on a device, against the reference, with the kernels of both kinds of device: each case with one way of its kernels, in turn, or where all cases are run with
/// every way.
/// </summary>
public class DeviceLayerTests
{
    /// <summary>Processors' kernels, graphics cards' first choice, second, and the last, which fits every device.</summary>
    private static readonly (DeviceKind Kind, int Variant)[] Ways = [(DeviceKind.Cpu, 0), (DeviceKind.Gpu, 0), (DeviceKind.Gpu, 1), (DeviceKind.Gpu, int.MaxValue)];

    public static TheoryData<string, string, int> AllCases()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var (name, number) in DeviceCases.Names.Select((name, number) => (name, number)))
        {
            foreach (var (kind, variant) in DeviceCases.All ? Ways : [Ways[number % Ways.Length]]) data.Add(name, kind.ToString(), variant);
        }

        return data;
    }

    [DeviceTheory, MemberData(nameof(AllCases))]
    public void Agrees_with_the_reference(string name, string kind, int variant)
    {
        using var model = new DeviceTestModel(DeviceCases.For(name), DeviceCases.Source(name), Enum.Parse<DeviceKind>(kind), variant);
        Agreement.Check(model, DeviceCases.Source(name), batch: 3);
    }

    /// <summary>What borders and phases count is computed on the device, too.</summary>
    [DeviceTheory, InlineData("Cpu"), InlineData("Gpu")]
    public void More_positions_than_are_written_out(string kind)
    {
        ModelSource[] sources = [.. PositionCases.All.Where((_, i) => DeviceCases.All || i % 2 == 0)];
        CompiledAssembly assembly = InMemoryCompiler.Compile(sources, DeviceCases.Options);
        foreach (ModelSource source in sources)
        {
            using var model = new DeviceTestModel(assembly, source, Enum.Parse<DeviceKind>(kind), variant: 0);
            Agreement.Check(model, source, batch: 2);
        }
    }
}
