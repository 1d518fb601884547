using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>The values that a layer can read by name: those of the layers that stand above it, and the input.</summary>
/// <param name="all">Names of all layers, for telling a name that stands further down from one that does not exist.</param>
/// <param name="prefix">How full names of layers here begin.</param>
/// <param name="everywhere">Values by full name, for reaching into a use: <c>bottleneck_3/conv2d_1</c>.</param>
internal sealed class LayerScope(IReadOnlyList<string> all, int input, string prefix, IReadOnlyDictionary<string, int> everywhere)
{
    /// <summary>The argument by which layers name what they join with the current value.</summary>
    public const string Joined = "layers";

    /// <summary>The same where there can be only one.</summary>
    public const string JoinedOne = "layer";

    private readonly Dictionary<string, int> values = new() { [LayerNames.InputName] = input };

    /// <summary>The node whose value the next layer reads, unless it says otherwise.</summary>
    public int Current { get; private set; } = input;

    public void Add(string name, int node)
    {
        values[name] = node;
        Current = node;
    }

    /// <summary>What a layer reads: the current value, or what From names; then what it joins.</summary>
    /// <param name="called">The layer's name here.</param>
    public EquatableArray<int> Inputs(LayerArguments layer, string called)
    {
        var inputs = new List<int> { layer.Word("From") is { } from ? Find(layer, called, from, "From") : Current };
        if (layer.Has(JoinedOne))
        {
            inputs.Add(Find(layer, called, layer.Word(JoinedOne) ?? "", JoinedOne));
            return inputs.ToEquatableArray();
        }

        if (layer.Words(Joined) is not { } joined) return inputs.ToEquatableArray();
        if (joined.Count == 0)
        {
            layer.ForgetShape();
            layer.Report(DeclarationFaults.SettingOutOfRange(
                layer.Layer, Joined, "empty", "the name of at least one layer further up", layer.Site()));
        }

        for (int i = 0; i < joined.Count; i++) inputs.Add(Find(layer, called, joined[i], $"{Joined}[{i}]"));
        return inputs.ToEquatableArray();
    }

    private int Find(LayerArguments layer, string called, string name, string argument)
    {
        if (values.TryGetValue(name, out int node) || (name.Contains("/") && everywhere.TryGetValue(prefix + name, out node))) return node;
        layer.ForgetShape();
        layer.Report(GraphFaults.UnknownValue(layer.Layer, name, Reason(called, name), Near(called, name), layer.Site(argument)));
        return Current;
    }

    /// <summary>Of a name inside a use, names inside uses; a name that is there but cannot be read was meant.</summary>
    private EquatableArray<string> Near(string reader, string name)
    {
        if (name == reader || all.Contains(name)) return [];
        IEnumerable<string> inside = everywhere.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
            .Select(k => k.Substring(prefix.Length));
        return Nearest.Of(name, name.Contains("/") ? values.Keys.Concat(inside) : values.Keys);
    }

    private string Reason(string reader, string name)
    {
        if (name == reader) return "is the layer itself";
        return all.Contains(name) ? "stands further down"
            : $"does not exist here; there are {string.Join(", ", values.Keys.Select(k => $"'{k}'"))}";
    }
}
