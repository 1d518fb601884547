using System.Globalization;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>What a use gives to its blocks, and which of it they read.</summary>
internal sealed class BlockParameters
{
    private readonly Dictionary<string, long> values;

    private BlockParameters(string use, Dictionary<string, long> values, HashSet<string> read)
    {
        Use = use;
        this.values = values;
        Read = read;
    }

    /// <summary>The use's full name.</summary>
    public string Use { get; }

    /// <summary>Parameters that some layer asked for, given or not.</summary>
    public HashSet<string> Read { get; }

    /// <param name="first">Whether this is the first of the repetitions, which alone has the stride.</param>
    /// <param name="around">What is given to the block in which the use stands: branches that give nothing themselves hand it on.</param>
    public static BlockParameters Of(string use, LayerSpec spec, bool first, BlockParameters? around)
    {
        Dictionary<string, long> given = Written(spec).ToDictionary(w => w.Parameter, w => w.Value);
        if (spec.Kind == BlockUses.Branches && given.Count == 0 && around is not null)
            return new BlockParameters(use, around.values, around.Read);
        if (!first || !given.ContainsKey(Strides)) given[Strides] = 1;
        return new BlockParameters(use, given, []);
    }

    private const string Strides = "Strides";

    public long? Value(string parameter)
    {
        Read.Add(parameter);
        return values.TryGetValue(parameter, out long value) ? value : null;
    }

    /// <summary>The parameters that an attribute gives, with the argument that says so; the more special one counts.</summary>
    public static IEnumerable<(string Parameter, long Value, string Argument)> Written(LayerSpec spec) =>
        All(spec).GroupBy(w => w.Parameter).Select(g => g.Last());

    private static IEnumerable<(string Parameter, long Value, string Argument)> All(LayerSpec spec)
    {
        foreach (LayerArgument argument in spec.Arguments.OrderBy(a => a.Name == "Kernel" ? 0 : 1))
        {
            if (argument is { Name: "widths", Value: EquatableArray<double> widths })
            {
                for (int i = 0; i < widths.Count; i++) yield return (WidthName(i), (long)widths[i], $"widths[{i}]");
            }

            if (argument.Value is not long value) continue;
            if (argument.Name is "Width" or Strides or "KernelHeight" or "KernelWidth") yield return (argument.Name, value, argument.Name);
            if (argument.Name != "Kernel") continue;
            yield return ("KernelHeight", value, "Kernel");
            yield return ("KernelWidth", value, "Kernel");
        }
    }

    private static string WidthName(int index) => index == 0 ? "Width" : "Width" + (index + 1).ToString(CultureInfo.InvariantCulture);
}
