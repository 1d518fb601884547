using ModelCompiler.Generators.Support;

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

    private readonly Dictionary<(TileShape, EquatableArray<TileValue>), TileCall> calls = [];

    /// <summary>Texts of the methods, in the order in which they were found.</summary>
    public IReadOnlyList<string> Methods => methods;

    /// <param name="tiles">All of a target's.</param>
    public TileLibrary(IEnumerable<ShapedTile> tiles, int depth)
    {
        this.depth = depth;
        foreach (IGrouping<TileShape, ShapedTile> group in tiles.GroupBy(t => t.Shape))
        {
            int places = group.Distinct().Count();
            if (places > 1 && (places - 1) * group.Key.Length >= LeastSaving)
                Share(group.Key, [.. group.Select(t => t.Values).Distinct()]);
        }
    }

    /// <summary>Methods of their own for tiles of a kernel that is more than the JIT inlines.</summary>
    public void Outline(IEnumerable<ShapedTile> tiles)
    {
        foreach (ShapedTile tile in tiles.Where(t => CallOf(t) is null)) Share(tile.Shape, [tile.Values]);
    }

    /// <summary>The call of the method that a tile has become; null for one that is written out.</summary>
    public TileCall? CallOf(ShapedTile tile) => calls.TryGetValue((tile.Shape, tile.Values), out TileCall? call) ? call : null;

    /// <param name="members">The numbers of each tile.</param>
    private void Share(TileShape shape, EquatableArray<TileValue>[] members)
    {
        var parameters = new TileParameters(members);
        if (parameters.Count > MostParameters) return;
        string name = $"Tile_{methods.Count + 1}N";
        var writer = new SourceWriter(depth);
        writer.Line("[MethodImpl(AggressiveOptimization)]");
        using (writer.Block($"private static void {name}({string.Join(", ", shape.Parameters.Concat(parameters.Declarations))})"))
            writer.Verbatim(shape.Text(parameters.Of));
        methods.Add(writer.ToString());
        foreach (EquatableArray<TileValue> values in members)
            calls.Add((shape, values), new TileCall(name, parameters.ArgumentsOf(values)));
    }
}

/// <summary>The method that has a tile's code, and those of its arguments in which tiles of the method differ.</summary>
internal sealed record TileCall(string Method, EquatableArray<string> Constants);
