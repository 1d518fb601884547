using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>
/// The distinct kernels of a model on one kind of device, told apart by their structure and then by their description, and the functions
/// that their steps run, told apart by their text: steps of several kernels may run one.
/// </summary>
internal sealed class DeviceKernelLibrary
{
    private readonly Dictionary<string, DeviceMethod> byKey = [], byDescription = [];
    private readonly Dictionary<string, DeviceFunction> byText = [];
    private readonly HashSet<string> names = [], functionNames = [.. KernelNames.Taken, .. OpenCLNames.OfEmittedFunctions, "Describe",
        "Functions", DeviceProgramEmitter.Parts];
    private readonly List<DeviceMethod> methods = [];
    private readonly List<DeviceFunction> functions = [];

    public IReadOnlyList<DeviceMethod> Methods => methods;

    public IReadOnlyList<DeviceFunction> Functions => functions;

    public DeviceMethod MethodOf(DeviceKernel kernel)
    {
        if (!byKey.TryGetValue(kernel.Key, out DeviceMethod? method)) byKey.Add(kernel.Key, method = ByDescription(kernel));
        return method;
    }

    private DeviceMethod ByDescription(DeviceKernel kernel)
    {
        string name = OpenCLNames.Of(kernel.Name);
        string description = KernelDescription.Of(kernel, (variant, step) => FunctionOf(kernel, variant, step, name).Name);
        if (byDescription.TryGetValue(description, out DeviceMethod? known)) return known;
        var method = new DeviceMethod(methods.Count, names.AddUnique(name), kernel, description);
        byDescription.Add(description, method);
        methods.Add(method);
        return method;
    }

    /// <summary>Named after the first kernel that needs it, its variant and its step.</summary>
    private DeviceFunction FunctionOf(DeviceKernel kernel, int variant, int number, string name)
    {
        DeviceStep step = kernel.Variants[variant].Steps[number];
        string text = KernelTextEmitter.Render(step);
        if (byText.TryGetValue(text, out DeviceFunction? known)) return known;
        string own = name + (kernel.Variants.Count == 1 ? "" : $"V{variant + 1}")
            + (kernel.Variants[variant].Steps.Count == 1 ? "" : $"Step{number + 1}");
        own = functionNames.AddUnique(own);
        var function = new DeviceFunction(own, step, text.Replace(KernelTextEmitter.Unnamed, own));
        byText.Add(text, function);
        functions.Add(function);
        return function;
    }
}

/// <param name="Description">Its variants, as the runtime takes them.</param>
internal sealed record DeviceMethod(int Number, string Name, DeviceKernel Kernel, string Description);

internal sealed record DeviceFunction(string Name, DeviceStep Step, string Text);
