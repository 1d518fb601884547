using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>
/// Neighbouring rows of multiply-adds that meet the same vectors, with floats at equal distances in memory, as one call: a convolution's
/// neighbouring cells, a dense layer's samples.
/// </summary>
internal static class TileGrouping
{
    /// <summary>What the runtime has methods for.</summary>
    private const int MostVectors = 4;

    public static IEnumerable<NestStatement> Run(IReadOnlyList<NestStatement> rows)
    {
        for (int first = 0; first < rows.Count;)
        {
            NestStatement[] run = [.. rows.Skip(first).TakeWhile(r => Meets(r, rows[first]))];
            int count = run.Length == 0 ? 1 : Strided.Length(run.Select(r => FloatOf(r)!), out _);
            if (count == 1) yield return rows[first];
            else
            {
                long stride = FloatOf(run[1])!.Offset.Constant - FloatOf(run[0])!.Offset.Constant;
                foreach (NestStatement[] part in Strided.Evenly([.. run.Take(count)], MostRows(VectorsOf(run[0]))))
                    yield return part.Length == 1 ? part[0] : Tile(part, stride);
            }

            first += count;
        }
    }

    private static MultiplyAddTile Tile(NestStatement[] rows, long stride) =>
        new(new StridedAccess(FloatOf(rows[0])!, stride), VectorsOf(rows[0]), rows.SelectMany(SumsOf).ToEquatableArray());

    private static int MostRows(EquatableArray<VectorName> vectors) => Math.Min(Strided.MostVectors, Strided.MostInTile / vectors.Count);

    /// <summary>Whether both are rows of the same vectors, for sums of the same widths.</summary>
    private static bool Meets(NestStatement row, NestStatement first) =>
        row.GetType() == first.GetType() && FloatOf(row) is not null && VectorsOf(row).Equals(VectorsOf(first));

    /// <summary>Where a row's float lies; null if the statement is no row that a tile may have, or its factor has a name.</summary>
    private static Access? FloatOf(NestStatement statement) => statement switch
    {
        MultiplyAddRow { Factor: Broadcast { From: var from } } row when IsPart(row.Others) => from,
        MultiplyAddMixedRow { Factor: var from } row when IsPart(row.Others) => from,
        _ => null,
    };

    private static bool IsPart(EquatableArray<VectorName> vectors) =>
        vectors.Count <= MostVectors && vectors.All(v => v.Lanes > 1);

    private static EquatableArray<VectorName> VectorsOf(NestStatement statement) => statement switch
    {
        MultiplyAddRow row => row.Others,
        MultiplyAddMixedRow row => row.Others,
        _ => [],
    };

    private static IEnumerable<VectorName> SumsOf(NestStatement statement) => statement switch
    {
        MultiplyAddRow row => row.Sums,
        _ => ((MultiplyAddMixedRow)statement).Sums,
    };
}
