using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// The code of one register tile, from its sums' first to its last store, as a method would have it: pointers to where the tile begins in
/// place of buffers and loops outside. It stands in a loop nest in place of its statements, and is written out there unless a
/// <see cref="TileLibrary"/> shares it.
/// </summary>
internal sealed record TileCode(EquatableArray<NestStatement> Inline, EquatableArray<NestStatement> Outlined,
    EquatableArray<TilePointer> Pointers, EquatableArray<TileNumber> Numbers) : NestStatement
{
    /// <summary>A tile is found in finished code: nothing rewrites it, and visitors see what stands in its place.</summary>
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        rewriter.Rewrite(Inline);
        return this;
    }
}

/// <summary>A place in a buffer at which a tile begins, in terms of the loops around it.</summary>
internal sealed record TilePointer(string Parameter, string Buffer, LinearForm Offset, ElementType Element);

/// <summary>A number of the run, or of the loops around, that a tile reads.</summary>
internal sealed record TileNumber(string Type, string Parameter, string Name);

/// <summary>The method that has a tile's code, and those of its arguments in which tiles of the method differ.</summary>
internal sealed record TileCall(string Method, EquatableArray<string> Numbers);
