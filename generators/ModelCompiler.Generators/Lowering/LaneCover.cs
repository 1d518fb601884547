using System.Collections;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The vectors that cover an axis, in order: full ones from its beginning on, of which only the number is kept, and the few that take the
/// rest.
/// </summary>
/// <param name="full">Vectors of the greatest width, one after another.</param>
/// <param name="lanes">Their width.</param>
internal sealed class LaneCover(int full, int lanes, IReadOnlyList<LaneGroup> rest) : IReadOnlyList<LaneGroup>
{
    public int Count => full + rest.Count;

    /// <summary>Vectors of the first one's width that begin at a multiple of it.</summary>
    public int Repeated => full + rest.Where((g, i) => g.Lanes == this[0].Lanes && g.Start == (full + i) * g.Lanes).Count();

    public LaneGroup this[int index] => index < full ? new LaneGroup(index * lanes, lanes) : rest[index - full];

    /// <summary>The first vector of each width, and how many there are.</summary>
    public IEnumerable<(LaneGroup First, int Count)> Widths()
    {
        IEnumerable<(LaneGroup First, int Count)> widths = full == 0 ? [] : [(this[0], full)];
        return widths.Concat(rest.Select(g => (First: g, Count: 1))).GroupBy(g => g.First.Lanes)
            .Select(g => (g.First().First, g.Sum(w => w.Count)));
    }

    public IEnumerable<LaneGroup> Slice(int from, int count) => Enumerable.Range(from, Math.Min(count, Count - from)).Select(i => this[i]);

    public IEnumerator<LaneGroup> GetEnumerator() => Slice(0, Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
