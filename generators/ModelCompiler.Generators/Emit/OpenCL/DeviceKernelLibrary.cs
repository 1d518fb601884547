using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>
/// The distinct kernels of a model on one kind of device, told apart by their structure and then by their text, and the launches that name
/// them.
/// </summary>
internal sealed class DeviceKernelLibrary(int depth)
{
    private readonly Dictionary<string, DeviceMethod> byKey = [], byText = [];
    private readonly HashSet<string> names = [.. KernelNames.Taken, .. OpenCLNames.OfEmittedFunctions, "Describe", "Functions",
        DeviceProgramEmitter.Parts];
    private readonly List<DeviceMethod> methods = [];

    public IReadOnlyList<DeviceMethod> Methods => methods;

    public DeviceMethod MethodOf(DeviceKernel kernel)
    {
        if (!byKey.TryGetValue(kernel.Key, out DeviceMethod? method)) byKey.Add(kernel.Key, method = ByText(kernel));
        return method;
    }

    private DeviceMethod ByText(DeviceKernel kernel)
    {
        EquatableArray<DeviceVariant> variants = kernel.Variants;
        string[][] texts = [.. variants.Select(v => v.Steps.Select(s => KernelTextEmitter.Render(kernel.Kernel, s, depth)).ToArray())];
        string text = string.Join("\n", texts.SelectMany(t => t));
        if (byText.TryGetValue(text, out DeviceMethod? known)) return known;
        string name = names.AddUnique(OpenCLNames.Of(kernel.Name));
        var method = new DeviceMethod(methods.Count, name, kernel,
            [.. variants.Select((variant, v) => Name(name, v, variants.Count, variant, texts[v]))]);
        byText.Add(text, method);
        methods.Add(method);
        return method;
    }

    private static NamedVariant Name(string name, int number, int count, DeviceVariant variant, string[] texts)
    {
        string stem = count == 1 ? name : $"{name}V{number + 1}";
        return new NamedVariant(variant, [.. variant.Steps.Select((step, s) =>
        {
            string own = variant.Steps.Count == 1 ? stem : $"{stem}Step{s + 1}";
            return new NamedStep(own, step, texts[s].Replace(KernelTextEmitter.Unnamed, own));
        })]);
    }
}

internal sealed record DeviceMethod(int Number, string Name, DeviceKernel Kernel, IReadOnlyList<NamedVariant> Variants);

internal sealed record NamedVariant(DeviceVariant Variant, IReadOnlyList<NamedStep> Steps);

internal sealed record NamedStep(string Name, DeviceStep Step, string Text);
