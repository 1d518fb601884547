using System.Text;
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
        WrittenMethod method = Written(tiles, plain: false);
        if (!method.Fits && Decisions.Take(Branch.KernelPlain)) method = Written(tiles, plain: true);
        return method.With([.. Tiles.Select(tiles.CallOf).OfType<TileCall>()]);
    }

    private WrittenMethod Written(TileLibrary tiles, bool plain)
    {
        var calls = Tiles.Select(t => tiles.CallOf(t) is not null).ToEquatableArray();
        return KernelTexts.MethodOf(this, calls, plain, () => Write(calls, plain));
    }

    private WrittenMethod Write(EquatableArray<bool> calls, bool plain)
    {
        CSharpDialect dialect = CSharpDialect.For(isChecked, isFused);
        if (plain) dialect = dialect.Plain;
        EquatableArray<NestStatement> body = new Choice(calls).Rewrite(nest.Body);
        if (dialect.WritesRows) body = NeedlessPointers.Run(RowGrouping.Run(body));
        (string text, IReadOnlyList<TilePlace> places) = KernelEmitter.TextOf(nest with { Body = body }, Numbers, dialect);
        var method = new WrittenMethod(text, places, true);
        TileCall[] some = [.. places.Select(_ => new TileCall("Tile_1N", []))];
        return method with { Fits = !dialect.WritesRows || InlineBudget.Fits(method.With(some), Functions) };
    }

    /// <summary>Puts tiles in the place of those that are outlined and no calls.</summary>
    private sealed class Choice(EquatableArray<bool> calls) : NestRewriter
    {
        private int tile;

        public override NestStatement? Rewrite(NestStatement statement) => statement switch
        {
            OutlinedTile outlined => calls[tile++] ? outlined : outlined.Tile,
            BlockStatement => base.Rewrite(statement),
            _ => statement,
        };
    }
}

/// <param name="Text">Without calls of tiles.</param>
/// <param name="Places">Where those belong.</param>
/// <param name="Fits">The JIT inlines all other calls.</param>
internal sealed record WrittenMethod(string Text, IReadOnlyList<TilePlace> Places, bool Fits)
{
    public string With(IReadOnlyList<TileCall> calls)
    {
        var text = new StringBuilder();
        int from = 0;
        for (int c = 0; c < calls.Count; c++)
        {
            TilePlace place = Places[c];
            string arguments = string.Join(", ", calls[c].Constants.Prepend(place.Arguments));
            text.Append(Text, from, place.At - from).Append($"{place.Indentation}{calls[c].Method}({arguments});\n");
            from = place.At;
        }

        return text.Append(Text, from, Text.Length - from).ToString();
    }
}
