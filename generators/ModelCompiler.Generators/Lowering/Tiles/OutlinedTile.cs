using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Tiles;

/// <summary>
/// A <see cref="RegisterTile"/>, or a loop over them, and its code as a method would have it: pointers to where the tile begins in place of
/// buffers and loops outside. Where a nest is written, it is a call of that method.
/// </summary>
/// <param name="Tile">What stands here.</param>
/// <param name="Code">The body of the method.</param>
/// <param name="Pointers">What the method is given, by the method's names and by those around the tile.</param>
/// <param name="Numbers">The same of numbers.</param>
internal sealed record OutlinedTile(NestStatement Tile, EquatableArray<NestStatement> Code, EquatableArray<TilePointer> Pointers,
    EquatableArray<TileNumber> Numbers) : NestStatement
{
    /// <summary>Visitors see what stands here.</summary>
    public override NestStatement RewriteParts(NestRewriter rewriter) => ReferenceEquals(rewriter.Rewrite(Tile), Tile)
        ? this
        : throw new InvalidOperationException("A tile is outlined last: its method would not be what stands in its place.");
}

/// <summary>A place in a buffer at which a tile begins, in terms of the loops around it.</summary>
/// <param name="Parameter">What the tile's method calls it.</param>
internal sealed record TilePointer(string Parameter, Access At);

/// <summary>A number of the run, or of the loops around, that a tile reads.</summary>
/// <param name="Parameter">What the tile's method calls it.</param>
/// <param name="Name">What it is called around the tile.</param>
internal sealed record TileNumber(ScalarType Type, string Parameter, string Name);

/// <summary>What a method is given beside memory.</summary>
internal enum ScalarType
{
    Integer,

    /// <summary>As wide as an address.</summary>
    WideInteger,
    Float,
}
