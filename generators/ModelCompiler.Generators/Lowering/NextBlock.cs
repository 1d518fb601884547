using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// A block of weights behind the one that tiles pass over. After the last block its place is outside of the buffer, as every prefetched one
/// may be: it is asked for and never read, and memory of weights is pinned.
/// </summary>
/// <param name="Elements">Of each block.</param>
/// <param name="Type">What they are kept as.</param>
/// <param name="Passes">Over each block.</param>
/// <param name="Passing">The loops whose steps are passes.</param>
/// <param name="Vectors">The part of a block's rows that one pass uses.</param>
internal sealed record NextBlock(long Elements, ElementType Type, long Passes, IReadOnlyList<ScheduledLoop> Passing, VectorBlock Vectors)
    : WeightPrefetch
{
    /// <summary>What one step of a pass asks for: as large a part of the next block as the step is of all passes over this one.</summary>
    public override IEnumerable<Prefetch> Of(IReadOnlyList<NestStatement> step, string buffer, OutputPlace place,
        IReadOnlyCollection<string> variables)
    {
        LinearForm next = LinearForm.Number(Elements);
        long inside = Passes;
        foreach (ScheduledLoop loop in Passing)
        {
            inside /= loop.Count(1);
            (LinearForm start, int stride) = loop.Axis is null ? (place.LaneBase, Vectors.Step)
                : (place.Tiles.Where(t => t.Axis == loop.Axis).Select(t => t.Start)
                .FirstOrDefault() ?? place.Scope.Numerator(AffineIndex.Of(loop.Axis)), loop.Step);
            next += start * (Elements * inside / (Passes * stride));
        }

        foreach ((LinearForm start, long elements) in Pieces(step, buffer))
        {
            LinearForm at = next.WithConstant(next.Constant + (start.Constant / Passes));
            foreach ((string variable, long coefficient) in start.Terms)
                at += LinearForm.Of(variable) * (variables.Contains(variable) ? (coefficient + Passes - 1) / Passes : coefficient);
            for (long line = 0; line * Passes < elements * Vectors.Count; line += Machine.CacheLine * Type.InFloat())
                yield return new Prefetch(new Access(buffer, at.WithConstant(at.Constant + line), Type));
        }
    }

    /// <summary>Where the step reads elements that lie side by side, and how many: those of one tap.</summary>
    private static IEnumerable<(LinearForm Start, long Elements)> Pieces(IReadOnlyList<NestStatement> step, string buffer)
    {
        (LinearForm Start, long Elements)? piece = null;
        foreach (VectorLoad load in NestParts.Vectors(step).OfType<VectorLoad>().Where(l => l.From.Base == buffer).Distinct()
            .OrderBy(l => l.From.Offset.Constant))
        {
            if (piece is { } known && load.From.Offset.Equals(known.Start.WithConstant(known.Start.Constant + known.Elements)))
            {
                piece = (known.Start, known.Elements + load.Lanes);
                continue;
            }

            if (piece is not null) yield return piece.Value;
            piece = (load.From.Offset, load.Lanes);
        }

        if (piece is not null) yield return piece.Value;
    }
}
