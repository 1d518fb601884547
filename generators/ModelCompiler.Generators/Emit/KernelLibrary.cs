using ModelCompiler.Generators.Emit.CSharp.Tiles;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>The distinct kernels of a model. Kernels of one structure, or of different structures that come to the same text, share a
/// method: code grows with distinct layers, not with depth.</summary>
internal sealed class KernelLibrary
{
    private readonly Dictionary<string, KernelMethod> byKey = [];
    private readonly Dictionary<string, KernelMethod> byText = [];
    private readonly HashSet<string> names = [.. KernelNames.Taken];
    private readonly List<KernelMethod> methods = [];

    public IReadOnlyList<KernelMethod> Methods => methods;

    /// <summary>For each target, the tiles that methods share.</summary>
    public List<TileLibrary> Tiles { get; } = [];

    /// <param name="key">Equal for nests that differ in nothing but the memory that they work on.</param>
    /// <param name="texts">Methods' texts for each target, under a name that is the same for all, by key.</param>
    public KernelMethod MethodOf(string key, IReadOnlyList<LoopNest> nests, IReadOnlyDictionary<string, MethodText[]> texts)
    {
        if (!byKey.TryGetValue(key, out KernelMethod? method)) byKey.Add(key, method = New(nests, texts[key]));
        return method;
    }

    private KernelMethod New(IReadOnlyList<LoopNest> nests, MethodText[] texts)
    {
        string text = string.Concat(texts.Select(t => t.Text));
        if (byText.TryGetValue(text, out KernelMethod? known)) return known;
        var method = new KernelMethod(names.AddUnique(nests[0].Name), nests, texts);
        byText.Add(text, method);
        methods.Add(method);
        return method;
    }
}

/// <summary>A method that every target has.</summary>
/// <param name="Texts">For each target.</param>
internal sealed record KernelMethod(string Name, IReadOnlyList<LoopNest> Nests, IReadOnlyList<MethodText> Texts)
{
    /// <summary>The target, by its number, whose class has the method for a target: the last one that it has the same code for.</summary>
    public int HomeOf(int target) => Enumerable.Range(target, Texts.Count - target).Last(t => Texts[t].IsSameAs(Texts[target]));

    /// <summary>The first target whose class has the method.</summary>
    public int FirstHome => HomeOf(0);
}

/// <summary>A method for one target.</summary>
/// <param name="Text">With a stand-in for the name.</param>
/// <param name="Functions">What it calls.</param>
/// <param name="Numbers">What it is given beside its memory and its items.</param>
/// <param name="Meaning">
/// What equal texts may differ in: whether a multiply-add is a fused one, and whose tiles are called, since each
/// target's class has its own.
/// </param>
internal sealed record MethodText(string Text, IReadOnlyList<MathFunction> Functions, RunNumbers Numbers, string Meaning)
{
    /// <summary>Whether another target's method is this one.</summary>
    public bool IsSameAs(MethodText other) => Meaning == other.Meaning && Text == other.Text;
}
