using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit;

/// <summary>The distinct kernels of a model. Kernels of one structure, or of different structures that come to the same text, share a method: code grows with distinct layers, not with depth.</summary>
internal sealed class KernelLibrary
{
    private readonly Dictionary<string, KernelMethod> byKey = [];
    private readonly Dictionary<string, KernelMethod> byText = [];
    private readonly HashSet<string> names = [];
    private readonly List<KernelMethod> methods = [];

    public IReadOnlyList<KernelMethod> Methods => methods;

    /// <param name="texts">The method's text for each target, under a name that is the same for all, by the kernel's key.</param>
    public KernelMethod MethodOf(LoweredKernel kernel, IReadOnlyDictionary<string, string[]> texts)
    {
        if (!byKey.TryGetValue(kernel.Key, out KernelMethod? method)) byKey.Add(kernel.Key, method = New(kernel, texts[kernel.Key]));
        return method;
    }

    private KernelMethod New(LoweredKernel kernel, string[] texts)
    {
        string text = string.Concat(texts);
        if (byText.TryGetValue(text, out KernelMethod? known)) return known;
        string name = kernel.Nests[0].Name;
        for (int n = 2; !names.Add(name); n++) name = $"{kernel.Nests[0].Name}_{n}";
        var method = new KernelMethod(name, kernel.Nests, texts);
        byText.Add(text, method);
        methods.Add(method);
        return method;
    }
}

/// <summary>A method that every target has.</summary>
/// <param name="Texts">For each target, with a stand-in for the name.</param>
internal sealed record KernelMethod(string Name, IReadOnlyList<LoopNest> Nests, IReadOnlyList<string> Texts);
