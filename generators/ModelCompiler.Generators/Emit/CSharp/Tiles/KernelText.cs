using ModelCompiler.Generators.Emit.CSharp.Rows;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// The method of a kernel for one target, with its tiles apart: which of them are calls depends on the other kernels of a model, and
/// nothing else here does.
/// </summary>
/// <param name="nest">With the tiles outlined that may be calls.</param>
/// <param name="isChecked">Every access is tested.</param>
/// <param name="isFused">The target always has fused multiply-add.</param>
internal sealed class KernelText(LoopNest nest, bool isChecked, bool isFused)
{
    /// <summary>What it is given beside its memory and its items.</summary>
    public RunNumbers Numbers { get; } = NestFacts.Of(nest);

    /// <summary>What it calls.</summary>
    public IReadOnlyList<MathFunction> Functions { get; } = MathFunction.UsedBy(nest.Vectors);

    /// <summary>The tiles that may be calls, in their order.</summary>
    public IReadOnlyList<ShapedTile> Tiles { get; } =
        [.. NestParts.Of<OutlinedTile>(nest.Body).Select(t => ShapedTile.Of(t, new RowDialect(isFused)))];

    /// <summary>About how many bytes it takes.</summary>
    public long Size => NestSize.Of(nest) + Tiles.Sum(t => 24L * t.Values.Count);

    /// <summary>Whether some tile is a call.</summary>
    public bool Calls(TileLibrary tiles) => Tiles.Any(t => tiles.CallOf(t) is not null);

    /// <summary>Whether the JIT inlines all calls of the method in a model of these tiles.</summary>
    public bool Fits(TileLibrary tiles) => Written(tiles, plain: false).Fits;

    /// <summary>The method in a model of these tiles: without rows, where it is more than the JIT inlines.</summary>
    public string In(TileLibrary tiles)
    {
        WrittenMethod rows = Written(tiles, plain: false);
        return rows.Fits || Decisions.Refuse(Branch.KernelPlain) ? rows.Text : Written(tiles, plain: true).Text;
    }

    private WrittenMethod Written(TileLibrary tiles, bool plain)
    {
        var calls = Tiles.Select(tiles.CallOf).ToEquatableArray();
        return KernelTexts.MethodOf(this, calls, plain, () => Write(calls, plain));
    }

    private WrittenMethod Write(EquatableArray<TileCall?> calls, bool plain)
    {
        CSharpDialect dialect = CSharpDialect.For(isChecked, isFused);
        if (plain) dialect = dialect.Plain;
        EquatableArray<NestStatement> body = new Choice(calls).Rewrite(nest.Body);
        string text = KernelEmitter.TextOf(nest with { Body = dialect.WritesRows ? RowGrouping.Run(body) : body }, Numbers, dialect);
        return new WrittenMethod(text, !dialect.WritesRows || InlineBudget.Fits(text, Functions));
    }

    /// <summary>Puts calls in place of outlined tiles, or the tiles themselves.</summary>
    private sealed class Choice(EquatableArray<TileCall?> calls) : NestRewriter
    {
        private int tile;

        public override NestStatement? Rewrite(NestStatement statement) => statement switch
        {
            OutlinedTile outlined => calls[tile++] ?? outlined.Tile,
            BlockStatement => base.Rewrite(statement),
            _ => statement,
        };
    }
}

/// <param name="Fits">The JIT inlines all of its calls.</param>
internal sealed record WrittenMethod(string Text, bool Fits);
