using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// Register tiles that several places of a target's kernels have in common become methods. A tile is most of a kernel's code and nearly all of its time, so a call costs little where it saves much:
/// the many convolutions of a deep network come down to some tens of tiles, which differ in how many sums they hold and in what they do with them. Small models, whose kernels have nothing in common, are
/// written out.
/// </summary>
internal sealed class TileLibrary
{
    /// <summary>Characters that a shared method must save, and parameters it may have.</summary>
    private const int LeastSaving = 1500, MostParameters = 12;

    private readonly List<string> methods = [];

    /// <summary>Texts of the methods, in the order in which they were found.</summary>
    public IReadOnlyList<string> Methods => methods;

    /// <param name="tiles">All of a target's.</param>
    public TileLibrary(IEnumerable<TileCode> tiles, CSharpDialect dialect, int depth)
    {
        (TileCode Tile, TileTemplate Template)[] templates = [.. tiles.AsParallel().AsOrdered().Select(t => (t, TileTemplate.Of(t, dialect, depth + 1)))];
        foreach (IGrouping<string, (TileCode Tile, TileTemplate Template)> group in templates.GroupBy(t => t.Template.Key(t.Tile))) Share([.. group], depth);
    }

    private void Share((TileCode Tile, TileTemplate Template)[] group, int depth)
    {
        int places = group.Select(g => string.Join(" ", g.Template.Values.Select(v => v.Literal)) + g.Tile.Pointers + g.Tile.Numbers).Distinct().Count();
        int length = group[0].Template.Pieces.Sum(p => p.Length);
        if ((places - 1) * length < LeastSaving) return;
        var parameters = new TileParameters([.. group.Select(g => g.Template)]);
        if (parameters.Count > MostParameters) return;
        string name = $"Tile_{methods.Count + 1}N";
        TileCode tile = group[0].Tile;
        IEnumerable<string> declared = [.. tile.Pointers.Select(p => $"ref {CSharpDialect.TypeOf(p.Element)} {p.Parameter}"), .. tile.Numbers.Select(n => $"{n.Type} {n.Parameter}"), .. parameters.Declarations];
        var writer = new SourceWriter(depth);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {name}({string.Join(", ", declared)})")) writer.Verbatim(parameters.Text);
        methods.Add(writer.ToString());
        foreach ((TileCode member, TileTemplate template) in group) member.Shared = new TileCall(name, [.. parameters.ArgumentsOf(template)]);
    }

    public static IReadOnlyList<TileCode> In(IEnumerable<NestStatement> statements) => NestParts.Of<TileCode>(statements);
}
