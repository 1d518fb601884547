using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// The method of a tile but for its numbers: in place of each stands its position among them (<see cref="TileNumbers"/>). Tiles of one
/// shape differ in nothing but numbers. The process keeps each shape once, and with it what its text says of it.
/// </summary>
internal sealed class TileShape : IEquatable<TileShape>
{
    private const long Capacity = 8 << 20;

    /// <summary>Of the body of a method in a class.</summary>
    private const int Depth = 2;

    private static readonly Memo<TileShape, TileShape> Shapes = new(Capacity, (_, shape) => NestSize.Of(shape.code));

    private readonly EquatableArray<NestStatement> code;
    private readonly EquatableArray<(ElementType Element, string Name)> pointers;
    private readonly EquatableArray<(ScalarType Type, string Name)> scalars;
    private readonly CSharpDialect dialect;
    private readonly Lazy<(int Length, bool Fits)> text;
    private readonly int hash;

    private TileShape(EquatableArray<NestStatement> code, OutlinedTile tile, CSharpDialect dialect)
    {
        (this.code, this.dialect) = (code, dialect);
        pointers = tile.Pointers.Map(p => (p.At.Element, p.Parameter));
        scalars = tile.Numbers.Map(n => (n.Type, n.Parameter));
        hash = code.GetHashCode();
        text = new Lazy<(int, bool)>(() =>
        {
            string bare = Text(_ => "");
            return (bare.Length, InlineBudget.Fits(bare, MathFunction.UsedBy(NestParts.Vectors(code))));
        });
    }

    /// <summary>Characters without the numbers.</summary>
    public int Length => text.Value.Length;

    /// <summary>Whether the JIT inlines all calls of the method.</summary>
    public bool Fits => text.Value.Fits;

    /// <summary>Declarations of what the method is given beside numbers in which its tiles differ.</summary>
    public IEnumerable<string> Parameters => pointers.Select(p => $"ref {CSharpDialect.TypeOf(p.Element)} {p.Name}")
        .Concat(scalars.Select(s => $"{CSharpDialect.TypeOf(s.Type)} {s.Name}"));

    /// <param name="code">The tile's, by rows where the dialect has them, and positions in place of numbers.</param>
    public static TileShape Of(EquatableArray<NestStatement> code, OutlinedTile tile, CSharpDialect dialect) =>
        Shapes.Of(new TileShape(code, tile, dialect), shape => shape);

    /// <summary>For who measures.</summary>
    public static void Forget() => Shapes.Clear();

    /// <summary>The body of the method.</summary>
    /// <param name="numbers">What to write for the number of a position.</param>
    public string Text(Func<long, string> numbers)
    {
        var writer = new SourceWriter(Depth);
        new CSharpRenderer(dialect, writer, numbers).Statements(code);
        return writer.ToString();
    }

    public bool Equals(TileShape? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash
        && dialect.WritesRows == other.dialect.WritesRows && dialect.IsFused == other.dialect.IsFused
        && pointers.Equals(other.pointers) && scalars.Equals(other.scalars) && code.Equals(other.code));

    public override bool Equals(object? obj) => Equals(obj as TileShape);

    public override int GetHashCode() => hash;
}
