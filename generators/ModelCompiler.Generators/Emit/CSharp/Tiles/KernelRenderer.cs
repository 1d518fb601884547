using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>Loop nests in which some tiles are calls.</summary>
internal sealed class KernelRenderer(CSharpDialect dialect, SourceWriter writer) : CSharpRenderer(dialect, writer)
{
    private readonly SourceWriter writer = writer;
    private readonly CSharpDialect dialect = dialect;

    protected override void Statement(NestStatement statement)
    {
        if (statement is not TileCode tile) base.Statement(statement);
        else if (tile.Shared is { } call) writer.Line(Call(tile, call));
        else Statements(tile.Inline);
    }

    private string Call(TileCode tile, TileCall call)
    {
        IEnumerable<string> arguments =
        [
            .. tile.Pointers.Select(p => $"ref {dialect.At(p.Element, p.Buffer, Integer(p.Offset.ToExpression()))}"),
            .. tile.Numbers.Select(n => n.Name),
            .. call.Numbers,
        ];
        return $"{call.Method}({string.Join(", ", arguments)});";
    }
}
