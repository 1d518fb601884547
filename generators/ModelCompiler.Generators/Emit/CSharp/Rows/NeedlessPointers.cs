using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>
/// Leaves out pointers that say no more than the accesses themselves: those to the beginning of a buffer, and those that one line needs.
/// <code>
/// ref float outputAt = ref At(ref output, 4 * x + o);
/// StoreRow16(ref outputAt, 0, 16, sum0, sum1);            StoreRow16(ref output, 4 * x + o, 16, sum0, sum1);
/// </code>
/// Pointers that move along a loop stay, and those that are set before a loop and used in it.
/// </summary>
internal sealed class NeedlessPointers : NestRewriter
{
    /// <summary>Pointers that move: what is based on one has its place at one time.</summary>
    private readonly HashSet<string> moving;

    /// <summary>Those that are left out, in the block that is being rewritten and those around it.</summary>
    private readonly Dictionary<string, PointerLet> needless = [];

    private NeedlessPointers(IEnumerable<NestStatement> code) => moving = [.. NestParts.Of<PointerAdvance>(code).Select(a => a.Name)];

    public static EquatableArray<NestStatement> Run(EquatableArray<NestStatement> code) => new NeedlessPointers(code).Rewrite(code);

    public override EquatableArray<NestStatement> Rewrite(EquatableArray<NestStatement> block)
    {
        if (!block.Any(s => s is PointerLet)) return base.Rewrite(block);
        var uses = new Uses();
        foreach (NestStatement statement in block) uses.Visit(statement);
        PointerLet[] left = [.. block.OfType<PointerLet>().Where(let => !moving.Contains(let.Name) && !moving.Contains(let.Buffer)
            && (IsBuffer(let) || uses.IsSingle(let.Name)))];
        foreach (PointerLet let in left) needless[let.Name] = let;
        block = base.Rewrite(block.Where(s => s is not PointerLet let || !left.Contains(let)).ToEquatableArray());
        foreach (PointerLet let in left) needless.Remove(let.Name);
        return block;
    }

    /// <summary>A tile that is a call begins in buffers, and its method is written by itself.</summary>
    public override NestStatement? Rewrite(NestStatement statement) => statement is OutlinedTile ? statement : base.Rewrite(statement);

    public override Access Rewrite(Access access) => needless.TryGetValue(access.Base, out PointerLet? let)
        ? base.Rewrite(access with { Base = let.Buffer, Offset = let.Offset + access.Offset })
        : base.Rewrite(access);

    /// <summary>What a pointer is based on.</summary>
    public override string Use(string name) => needless.TryGetValue(name, out PointerLet? let) && IsBuffer(let) ? let.Buffer : name;

    private static bool IsBuffer(PointerLet let) => let.Offset.Terms.Count == 0 && let.Offset.Constant == 0;

    /// <summary>How often names are used in a block, and by what.</summary>
    private sealed class Uses : NestVisitor
    {
        private readonly Dictionary<string, int> count = [];
        private readonly HashSet<string> inLines = [];
        private int depth;

        /// <summary>Whether one line of the block itself uses a pointer, once.</summary>
        public bool IsSingle(string pointer) => count.TryGetValue(pointer, out int uses) && uses == 1 && inLines.Contains(pointer);

        public override void Visit(NestStatement statement)
        {
            depth += statement is BlockStatement or PointerLet ? 1 : 0;
            base.Visit(statement);
            depth -= statement is BlockStatement or PointerLet ? 1 : 0;
        }

        public override void Used(string name)
        {
            count[name] = (count.TryGetValue(name, out int known) ? known : 0) + 1;
            if (depth == 0) inLines.Add(name);
        }
    }
}
