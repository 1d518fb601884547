using ModelCompiler.Generators.Emit.CSharp.Rows;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>A tile of a kernel by its shape: equal for tiles that have the same numbers and the same place in their kernels.</summary>
/// <param name="Values">Its numbers, by their positions in the shape.</param>
/// <param name="Pointers">Where it begins.</param>
/// <param name="Scalars">Numbers of the run and of the loops around.</param>
internal sealed record ShapedTile(TileShape Shape, EquatableArray<TileValue> Values, EquatableArray<Access> Pointers,
    EquatableArray<string> Scalars)
{
    /// <summary>By rows, unless that is more than the JIT inlines.</summary>
    public static ShapedTile Of(OutlinedTile tile, CSharpDialect dialect)
    {
        ShapedTile rows = Of(tile, NeedlessPointers.Run(RowGrouping.Run(tile.Code)), dialect);
        return Decisions.Choose(rows.Shape.Fits, Branch.TileByRows, Branch.TilePlain) ? rows : Of(tile, tile.Code, dialect.Plain);
    }

    private static ShapedTile Of(OutlinedTile tile, EquatableArray<NestStatement> code, CSharpDialect dialect)
    {
        (EquatableArray<NestStatement> positions, EquatableArray<TileValue> values) = TileNumbers.TakeOut(code);
        return new ShapedTile(TileShape.Of(positions, tile, dialect), values, tile.Pointers.Map(p => p.At), tile.Numbers.Map(n => n.Name));
    }
}
