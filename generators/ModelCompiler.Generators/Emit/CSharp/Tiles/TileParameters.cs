using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// What to write for each position of a shape that several tiles share: the number where all have the same, otherwise a parameter. Offsets
/// of cells are multiples of one stride, so they need one parameter.
/// </summary>
internal sealed class TileParameters
{
    /// <summary>The numbers of each tile.</summary>
    private readonly EquatableArray<TileValue>[] members;
    private readonly List<(string Name, string Type, int Position)> parameters = [];
    private readonly string[] places;

    public TileParameters(EquatableArray<TileValue>[] members)
    {
        this.members = members;
        EquatableArray<TileValue> values = members[0];
        places = new string[values.Count];
        foreach (int position in Enumerable.Range(0, values.Count).OrderBy(p => values[p].Number)) places[position] = Place(position);
    }

    public int Count => parameters.Count;

    public IEnumerable<string> Declarations => parameters.Select(p => $"{p.Type} {p.Name}");

    public string Of(long position) => places[position - TileNumbers.First];

    /// <param name="member">The numbers of one tile.</param>
    public EquatableArray<string> ArgumentsOf(EquatableArray<TileValue> member) =>
        [.. parameters.Select(p => member[p.Position].Literal)];

    private string Place(int position)
    {
        TileValue first = members[0][position];
        if (members.All(m => m[position] == first)) return first.Literal;
        string type = CSharpDialect.TypeOf(first.Role switch
        {
            NumberRole.Float => ScalarType.Float,
            NumberRole.Count => ScalarType.Integer,
            _ => ScalarType.WideInteger,
        });
        foreach ((string name, string known, int at) in parameters.Where(p => p.Type == type))
        {
            if (members.All(m => (m[position].Number, m[position].Factor).Equals((m[at].Number, m[at].Factor)))) return name;
            if (first.Role == NumberRole.Offset && Multiple(position, at) is { } multiple) return Sum(name, multiple.Times, multiple.Plus);
        }

        string stem =
            first.Role switch { NumberRole.Float => "factor", NumberRole.Count => "count", NumberRole.Step => "step", _ => "stride" };
        int same = parameters.Count(p => p.Name.StartsWith(stem, StringComparison.Ordinal));
        parameters.Add((stem + (same == 0 ? "" : $"{same + 1}"), type, position));
        return parameters[parameters.Count - 1].Name;
    }

    /// <summary>The numbers of a place as a multiple of a parameter and something.</summary>
    private (long Times, long Plus)? Multiple(int position, int parameter)
    {
        long At(int member, int place) => members[member][place].Number;
        int other = Enumerable.Range(1, members.Length - 1).FirstOrDefault(m => At(m, parameter) != At(0, parameter));
        long run = At(other, parameter) - At(0, parameter), rise = At(other, position) - At(0, position);
        if (run == 0 || rise % run != 0 || rise / run is < 1 or > 64) return null;
        long times = rise / run, plus = At(0, position) - (times * At(0, parameter));
        return Enumerable.Range(0, members.Length).All(m => At(m, position) == (times * At(m, parameter)) + plus) ? (times, plus) : null;
    }

    private static string Sum(string name, long times, long plus)
    {
        string product = times == 1 ? name : $"{times} * {name}";
        return plus == 0 ? product : plus > 0 ? $"{product} + {plus}" : $"{product} - {-plus}";
    }
}
