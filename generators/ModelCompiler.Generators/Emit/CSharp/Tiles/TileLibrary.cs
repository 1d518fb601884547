using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// Register tiles that several places of a target's kernels have in common become methods. A tile is most of a kernel's code and nearly all
/// of its time, so a call costs little where it saves much: the many convolutions of a deep network come down to some tens of tiles, which
/// differ in how many sums they hold and in what they do with them. Small models, whose kernels have nothing in common, are written out,
/// but for kernels that are more than the JIT inlines in one method.
/// </summary>
internal sealed class TileLibrary
{
    /// <summary>Characters that a shared method must save, and parameters it may have.</summary>
    private const int LeastSaving = 1200, MostParameters = 12;

    private readonly int depth;
    private readonly List<string> methods = [];
    private readonly Dictionary<TileTemplate, TileCall> calls = [];

    /// <summary>Texts of the methods, in the order in which they were found.</summary>
    public IReadOnlyList<string> Methods => methods;

    /// <summary>The tiles that are calls.</summary>
    public IReadOnlyDictionary<TileTemplate, TileCall> Calls => calls;

    /// <param name="tiles">All of a target's.</param>
    public TileLibrary(IEnumerable<TileTemplate> tiles, int depth)
    {
        this.depth = depth;
        foreach (IGrouping<string, TileTemplate> group in tiles.GroupBy(t => t.Key))
        {
            if ((group.Select(t => t.Place).Distinct().Count() - 1) * group.First().Length >= LeastSaving) Share([.. group]);
        }
    }

    /// <summary>Methods of their own for tiles of a kernel that is more than the JIT inlines.</summary>
    public void Outline(IEnumerable<TileTemplate> tiles)
    {
        foreach (TileTemplate tile in tiles.Where(t => !calls.ContainsKey(t))) Share([tile]);
    }

    private void Share(TileTemplate[] group)
    {
        var parameters = new TileParameters(group);
        if (parameters.Count > MostParameters) return;
        string name = $"Tile_{methods.Count + 1}N";
        var writer = new SourceWriter(depth, SourceWriter.Tab);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {name}({string.Join(", ", group[0].Parameters.Concat(parameters.Declarations))})"))
            writer.Verbatim(parameters.Text);
        methods.Add(writer.ToString());
        for (int m = 0; m < group.Length; m++) calls.Add(group[m], new TileCall(name, [.. parameters.ArgumentsOf(m)]));
    }

    public static IReadOnlyList<TileCode> In(IEnumerable<NestStatement> statements) => NestParts.Of<TileCode>(statements);
}
