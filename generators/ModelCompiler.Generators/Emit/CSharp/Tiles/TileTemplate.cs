using System.Globalization;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>A tile's text with its numbers apart: tiles of equal pieces differ in nothing but numbers.</summary>
internal sealed class TileTemplate
{
    private const char Begin = '\u0001', End = '\u0002';

    private TileTemplate(string[] pieces, TileValue[] values) => (Pieces, Values) = (pieces, values);

    /// <summary>Text around the numbers, one more than there are numbers.</summary>
    public string[] Pieces { get; }

    public TileValue[] Values { get; }

    public static TileTemplate Of(TileCode tile, CSharpDialect dialect, int depth)
    {
        string text = Render(tile, dialect, depth);
        if (dialect.WritesRows && !RowDialect.Fits(text)) text = Render(tile, dialect.Plain, depth);
        string[] parts = text.Split(Begin, End);
        return new TileTemplate(
            [.. parts.Where((_, i) => i % 2 == 0)],
            [.. parts.Where((_, i) => i % 2 == 1).Select(p => new TileValue((NumberRole)(p[0] - '0'), p.Substring(1)))]);
    }

    private static string Render(TileCode tile, CSharpDialect dialect, int depth)
    {
        var writer = new SourceWriter(depth);
        new CSharpRenderer(dialect, writer, (literal, role) => $"{Begin}{(int)role}{literal}{End}").Statements(tile.Outlined);
        return writer.ToString();
    }

    /// <summary>Equal for tiles that can share a method.</summary>
    public string Key(TileCode tile) => string.Join("\n", tile.Pointers.Select(p => p.Parameter)) + string.Join("\n", tile.Numbers.Select(n => n.Type + n.Parameter))
        + string.Join(((char)Begin).ToString(), Pieces) + string.Concat(Values.Select(v => (int)v.Role));

    /// <summary>The text with something in each number's place.</summary>
    public string With(Func<int, string> number)
    {
        var text = new System.Text.StringBuilder(Pieces[0]);
        for (int v = 0; v < Values.Length; v++) text.Append(number(v)).Append(Pieces[v + 1]);
        return text.ToString();
    }
}

internal readonly record struct TileValue(NumberRole Role, string Literal)
{
    public long ToNumber() => long.Parse(Literal, CultureInfo.InvariantCulture);
}
