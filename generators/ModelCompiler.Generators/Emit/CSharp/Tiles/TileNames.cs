using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>What a tile's loops, numbers, buffers and pointers are called in a method of their own: by their roles, so that tiles of
/// different kernels read alike.</summary>
internal sealed class TileNames : NestVisitor
{
    private readonly HashSet<string> buffers;
    private readonly Dictionary<string, string> names = [];
    private readonly HashSet<string> inside = [], broadcast = [], stored = [];
    private readonly Dictionary<string, string> bufferOf = [];
    private int loops, lets;

    public TileNames(EquatableArray<NestStatement> tile, HashSet<string> buffers)
    {
        this.buffers = buffers;
        Visit(tile);
        var counts = new Dictionary<string, int>();
        foreach (string buffer in bufferOf.Values.Distinct())
        {
            string role = stored.Contains(buffer) ? "result" : broadcast.Contains(buffer) ? "scalars" : "vectors";
            counts[role] = counts.TryGetValue(role, out int count) ? count + 1 : 1;
            names[buffer] = role + (counts[role] == 1 ? "" : ((char)('A' + counts[role] - 1)).ToString());
        }
    }

    /// <summary>False for a tile that reads something else than buffers and numbers.</summary>
    public bool IsPossible { get; private set; } = true;

    /// <summary>Whether the name is that of a loop or a number of the tile.</summary>
    public bool IsInside(string name) => inside.Contains(name);

    /// <summary>A word of a remark, which may be a name.</summary>
    public string Word(string word) => names.TryGetValue(word, out string? name) ? name : word;

    /// <summary>Pointers and vectors begin with the name of their buffer.</summary>
    public string Of(string name)
    {
        if (names.TryGetValue(name, out string? known)) return known;
        string? buffer = names.Keys.Where(k => !inside.Contains(k) && name.StartsWith(k, StringComparison.Ordinal)
            && char.IsUpper(name[k.Length])).OrderByDescending(k => k.Length).FirstOrDefault();
        return names[name] = buffer is null ? name : names[buffer] + name.Substring(buffer.Length);
    }

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
                IsPossible &= buffers.Contains(let.Buffer);
                bufferOf[let.Name] = let.Buffer;
                break;
            case Store store:
                if (bufferOf.TryGetValue(store.To.Base, out string? to)) stored.Add(to);
                break;
            case RowsStore:
                IsPossible = false;
                break;
        }

        base.Visit(statement);
    }

    public override void Visit(VectorExpression vector)
    {
        if (vector is VectorLoad load) IsPossible &= bufferOf.ContainsKey(load.From.Base);
        if (vector is Broadcast b && bufferOf.TryGetValue(b.From.Base, out string? buffer)) broadcast.Add(buffer);
        base.Visit(vector);
    }

    public override void Visit(Access access)
    {
    }
}
