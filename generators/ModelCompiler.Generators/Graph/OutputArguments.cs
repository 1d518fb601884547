using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary><c>[Output]</c> → <see cref="NamedValue"/>: layers whose values can be read besides the last one's.</summary>
internal static class OutputArguments
{
    private const string Layer = "layer";

    /// <summary>Members that the generated struct has already.</summary>
    private static readonly string[] Reserved = ["Outputs", "Item", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone",
        "ReferenceEquals", "Finalize"];

    /// <param name="values">Nodes by their layers' full names.</param>
    /// <param name="last">The node that gives the network's output.</param>
    public static EquatableArray<NamedValue> Read(EquatableArray<OutputSpec> specs, IReadOnlyDictionary<string, int> values, int last,
        ICollection<Fault> faults)
    {
        var outputs = new List<NamedValue>();
        var members = Reserved.ToDictionary(m => m, _ => "");
        foreach (OutputSpec spec in specs)
        {
            var site = new Site(spec.Attribute, Layer);
            string member = Identifiers.Pascal(spec.Layer);
            if (WhyNot(spec.Layer, values, last) is { } reason)
            {
                faults.Add(GraphFaults.UnknownOutput(spec.Layer, reason, Near(spec.Layer, values, last), site));
            }
            else if (members.TryGetValue(member, out string? other) || members.TryGetValue(SizeOf(member), out other))
            {
                faults.Add(GraphFaults.OutputTaken(spec.Layer, Taken(spec.Layer, member, other), site));
            }
            else
            {
                members.Add(member, spec.Layer);
                members.Add(SizeOf(member), spec.Layer);
                outputs.Add(new NamedValue(spec.Layer, member, values[spec.Layer], spec.Attribute));
            }
        }

        return outputs.ToEquatableArray();
    }

    /// <summary>The constant beside a member.</summary>
    public static string SizeOf(string member) => member + "Size";

    /// <summary>Why a name is no layer inside; null if it is one.</summary>
    public static string? WhyNot(string name, IReadOnlyDictionary<string, int> values, int last,
        string ofLast = "is the last layer, whose output Predict gives already")
    {
        if (name == LayerNames.InputName) return "is the network's input";
        if (values.TryGetValue(name, out int node)) return node == last ? ofLast : null;
        string block = BlockOf(name);
        IEnumerable<string> near = values.Keys.Where(k => BlockOf(k) == block).DefaultIfEmpty("");
        if (near.First().Length == 0) near = values.Keys.Where(k => BlockOf(k).Length == 0);
        return $"is the name of no layer; there are {string.Join(", ", near.Select(k => $"'{k}'"))}";
    }

    /// <summary>Layers inside that a name may have meant which is none.</summary>
    private static EquatableArray<string> Near(string name, IReadOnlyDictionary<string, int> values, int last) =>
        name == LayerNames.InputName || values.ContainsKey(name) ? [] : Nearest.Of(name,
            values.Where(v => v.Value != last).Select(v => v.Key));

    private static string BlockOf(string name) => name.Substring(0, name.LastIndexOf('/') + 1);

    private static string Taken(string layer, string member, string other) =>
        other == layer ? "is an output already; remove this one"
        : other.Length == 0 ? $"would be called '{member}', which the generated struct needs itself; give the layer another Name"
        : $"would be called '{member}', as a member for '{other}' is; give one of the layers another Name";
}
