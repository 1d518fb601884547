using System.Globalization;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>A tile's text with its numbers apart: tiles of equal pieces differ in nothing but numbers.</summary>
internal sealed class TileTemplate
{
    private const char Begin = '\u0001', End = '\u0002';
    private readonly string text;

    private TileTemplate(TileCode tile, string text)
    {
        this.text = text;
        Parameters = [.. tile.Pointers.Select(p => $"ref {CSharpDialect.TypeOf(p.Element)} {p.Parameter}"),
            .. tile.Numbers.Select(n => $"{n.Type} {n.Parameter}")];
        string[] pieces = Pieces;
        TileValue[] values = Values;
        Length = pieces.Sum(p => p.Length);
        Place = string.Join(" ", values.Select(v => v.Literal)) + tile.Pointers + tile.Numbers;
        Key = string.Join("\n", Parameters) + string.Join(((char)Begin).ToString(), pieces)
            + string.Concat(values.Select(v => (int)v.Role));
    }

    /// <summary>Declarations of the pointers and of the numbers of the run that a method of this tile takes.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Characters without the numbers.</summary>
    public int Length { get; }

    /// <summary>Equal for tiles that have the same numbers and the same place in their kernels.</summary>
    public string Place { get; }

    /// <summary>Equal for tiles that can share a method.</summary>
    public string Key { get; }

    /// <summary>About how many bytes this takes.</summary>
    public long Size => 2L * (text.Length + Key.Length + Place.Length);

    /// <summary>Text around the numbers, one more than there are numbers.</summary>
    public string[] Pieces => [.. text.Split(Begin, End).Where((_, i) => i % 2 == 0)];

    public TileValue[] Values => [.. text.Split(Begin, End).Where((_, i) => i % 2 == 1)
        .Select(p => new TileValue((NumberRole)(p[0] - '0'), p.Substring(1)))];

    /// <param name="functions">Those that its kernel calls.</param>
    public static TileTemplate Of(TileCode tile, IReadOnlyList<MathFunction> functions, CSharpDialect dialect, int depth)
    {
        string text = Render(tile, dialect, depth);
        return new TileTemplate(tile, dialect.WritesRows
            && !InlineBudget.Fits(text, functions) ? Render(tile, dialect.Plain, depth) : text);
    }

    private static string Render(TileCode tile, CSharpDialect dialect, int depth)
    {
        var writer = new SourceWriter(depth, SourceWriter.Tab);
        new CSharpRenderer(dialect, writer, (literal, role) => $"{Begin}{(int)role}{literal}{End}").Statements(tile.Outlined);
        return writer.ToString();
    }
}

internal readonly record struct TileValue(NumberRole Role, string Literal)
{
    public long ToNumber() => long.Parse(Literal, CultureInfo.InvariantCulture);
}
