using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The operands of the tile behind the one at hand. A weight gradient sums over positions, of which each tile reads a few neighbouring
/// channels: a line or two, a whole row of channels after the last. No core guesses such lines ahead, and each that comes from the
/// last-level cache takes longer than its arithmetic. So each step asks for the lines behind its own, which the next tile reads at the same
/// position. Behind the last channels that is the beginning of the next position, or past the buffer: asked for and never read.
/// </summary>
internal static class NextTile
{
    /// <summary>
    /// Floats from one position to the next: up to as many, tiles read all lines of a row one after another, as a core expects it.
    /// </summary>
    private const long ShortRow = 48;

    /// <summary>Floats of one position that a step reads at most: of more, the lines behind would not stay until they are read.</summary>
    private const long MostFloats = 64;

    /// <summary>What to ask for in one step.</summary>
    /// <param name="step">Straight code of multiply-adds.</param>
    /// <param name="position">The variable of the loop around it.</param>
    public static IEnumerable<Prefetch> Of(IReadOnlyList<NestStatement> step, string position)
    {
        foreach (IGrouping<Access, VectorRead> reads in NestParts.Vectors(step).OfType<VectorRead>()
            .GroupBy(r => r.From with { Offset = r.From.Offset.WithConstant(0) }))
        {
            long first = reads.Min(r => r.From.Offset.Constant), floats = reads.Max(End) - first;
            if (floats > MostFloats || reads.Key.Offset.Coefficient(position) <= ShortRow) continue;
            long last = first + floats - 1;
            for (long line = Machine.CacheLine; line < floats + Machine.CacheLine; line += Machine.CacheLine)
                yield return new Prefetch(reads.Key with { Offset = reads.Key.Offset.WithConstant(last + Math.Min(line, floats)) });
        }
    }

    private static long End(VectorRead read) => read.From.Offset.Constant + (read is Broadcast ? 1 : read.Lanes);
}
