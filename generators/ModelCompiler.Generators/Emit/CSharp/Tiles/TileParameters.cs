namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// What to write in each number's place of a template that several tiles share: the number where all have the same, otherwise a parameter.
/// Offsets of cells are multiples of one stride, so they need one parameter.
/// </summary>
internal sealed class TileParameters
{
    private readonly string[] pieces;

    /// <summary>The numbers of each member.</summary>
    private readonly TileValue[][] members;
    private readonly List<(string Name, string Type, int Position)> parameters = [];
    private readonly string[] places;

    public TileParameters(IReadOnlyList<TileTemplate> members)
    {
        pieces = members[0].Pieces;
        this.members = [.. members.Select(m => m.Values)];
        TileValue[] values = this.members[0];
        places = new string[values.Length];
        foreach (int position in Enumerable.Range(0, values.Length)
            .OrderBy(p => values[p].Role == NumberRole.Float ? 0 : values[p].ToNumber()))
            places[position] = Place(position);
    }

    public int Count => parameters.Count;

    public IEnumerable<string> Declarations => parameters.Select(p => $"{p.Type} {p.Name}");

    public string Text => string.Concat(pieces.Select((piece, p) => p == 0 ? piece : places[p - 1] + piece));

    /// <param name="member">By its number.</param>
    public IEnumerable<string> ArgumentsOf(int member) => parameters.Select(p => members[member][p.Position].Literal);

    private string Place(int position)
    {
        TileValue first = members[0][position];
        if (members.All(m => m[position].Literal == first.Literal)) return first.Literal;
        string type = first.Role switch { NumberRole.Float => "float", NumberRole.Count => "int", _ => "nint" };
        foreach ((string name, string known, int at) in parameters.Where(p => p.Type == type))
        {
            if (members.All(m => m[position].Literal == m[at].Literal)) return name;
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
        long At(int member, int place) => members[member][place].ToNumber();
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
