namespace ModelCompiler.Generators.Lowering.Tiles;

/// <summary>
/// What a tile's loops, numbers, buffers and pointers are called in a method of their own: by their roles, so that tiles of different
/// kernels read alike.
/// </summary>
internal sealed class TileNames : NestVisitor
{
    private readonly Dictionary<string, string> names = [];
    private readonly HashSet<string> inside = [], broadcast = [], stored = [];

    /// <summary>Of pointers, and of vectors that come from memory.</summary>
    private readonly Dictionary<string, string> bufferOf = [];
    private int loops, lets;

    public TileNames(NestStatement tile)
    {
        Visit(tile);
        var counts = new Dictionary<string, int>();
        foreach (string buffer in bufferOf.Values.Distinct())
        {
            string role = stored.Contains(buffer) ? "result" : broadcast.Contains(buffer) ? "scalars" : "vectors";
            counts[role] = counts.TryGetValue(role, out int count) ? count + 1 : 1;
            names[buffer] = role + (counts[role] == 1 ? "" : ((char)('A' + counts[role] - 1)).ToString());
        }

        foreach ((string name, string buffer) in bufferOf.Select(of => (of.Key, of.Value)))
        {
            if (name.StartsWith(buffer, StringComparison.Ordinal)) names[name] = names[buffer] + name.Substring(buffer.Length);
        }
    }

    /// <summary>Whether the name is that of a loop or a number of the tile.</summary>
    public bool IsInside(string name) => inside.Contains(name);

    public string Of(string name) => names.TryGetValue(name, out string? known) ? known : name;

    public override void Visit(NestStatement statement)
    {
        switch (statement)
        {
            case Loop loop:
                if (inside.Add(loop.Variable)) names[loop.Variable] = $"k{++loops}";
                break;
            case IntegerLet let:
                if (inside.Add(let.Name)) names[let.Name] = $"first{++lets}";
                break;
            case PointerLet let:
                bufferOf[let.Name] = let.Buffer;
                break;
            case VectorLet { Value: VectorRead read } let:
                bufferOf[let.Name] = bufferOf[read.From.Base];
                break;
            case Store store:
                stored.Add(bufferOf[store.To.Base]);
                break;
        }

        base.Visit(statement);
    }

    public override void Visit(VectorExpression vector)
    {
        if (vector is Broadcast b) broadcast.Add(bufferOf[b.From.Base]);
        base.Visit(vector);
    }

    public override void Visit(Access access)
    {
    }
}
