using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>Loop nests in whose text the tiles are left out, to be written as calls or in full.</summary>
internal sealed class KernelRenderer(CSharpDialect dialect, SourceWriter writer) : CSharpRenderer(dialect, writer)
{
    private readonly SourceWriter writer = writer;
    private readonly CSharpDialect dialect = dialect;

    /// <summary>Where the tiles belong that were left out, in their order.</summary>
    public List<TilePlace> Places { get; } = [];

    protected override void Statement(NestStatement statement)
    {
        if (statement is not TileCode tile) base.Statement(statement);
        else
            Places.Add(new TilePlace(
                writer.Length, writer.Indentation, [.. Arguments(tile)], new Lazy<string>(Written(dialect, tile.Inline, writer.Depth))));
    }

    private IEnumerable<string> Arguments(TileCode tile) =>
        tile.Pointers.Select(p => $"ref {dialect.At(p.Element, p.Buffer, Integer(p.Offset.ToExpression()))}")
            .Concat(tile.Numbers.Select(n => n.Name));

    private static Func<string> Written(CSharpDialect dialect, EquatableArray<NestStatement> statements, int depth) => () =>
    {
        var writer = new SourceWriter(depth, SourceWriter.Tab);
        new CSharpRenderer(dialect, writer).Statements(statements);
        return writer.ToString();
    };
}

/// <summary>Where in a kernel's text a tile belongs.</summary>
/// <param name="At">The position in the text.</param>
/// <param name="Arguments">Of a call, but for those numbers in which the tiles of a method differ.</param>
/// <param name="Written">The tile in full.</param>
internal sealed record TilePlace(int At, string Indentation, IReadOnlyList<string> Arguments, Lazy<string> Written)
{
    public string Text(TileCall? call) =>
        call is null ? Written.Value : $"{Indentation}{call.Method}({string.Join(", ", Arguments.Concat(call.Numbers))});\n";
}
