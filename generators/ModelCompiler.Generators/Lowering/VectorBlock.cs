using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary><paramref name="Count"/> blocks of the same vectors, each <paramref name="Step"/> lanes after the one before.</summary>
/// <param name="Groups">The first block's vectors.</param>
internal sealed record VectorBlock(int Count, int Step, EquatableArray<LaneGroup> Groups)
{
    /// <summary>
    /// The vectors that cover the axis. The last two may overlap, but not where sums are added up in memory and the two are in different
    /// blocks: the second would go on from what the first has stored, and count a step twice.
    /// </summary>
    public static LaneCover Cover(int extent, Schedule schedule)
    {
        if (schedule.AlongReduction) return LaneSplit.Cover(extent, schedule.Lanes, overlap: false);
        LaneCover cover = LaneSplit.Cover(extent, schedule.Lanes, overlap: true);
        if (schedule.InMemory.Count == 0) return cover;
        int size = schedule.VectorsPerBlock, alone = (cover.Count - (cover.Repeated / size * size)) % size;
        bool apart = size == 1 || alone == 1;
        return Decisions.Choose(apart, Branch.MemorySumOfLanesApart, Branch.MemorySumOfLanes)
            ? LaneSplit.Cover(extent, schedule.Lanes, overlap: false)
            : cover;
    }

    /// <summary>
    /// Covers the vector axis with blocks of at most VectorsPerBlock vectors: equal full ones first, then what is left.
    /// </summary>
    public static IReadOnlyList<VectorBlock> Split(int extent, Schedule schedule)
    {
        LaneCover groups = Cover(extent, schedule);
        int size = schedule.VectorsPerBlock, repeated = groups.Repeated / size;
        if (groups.Count <= size) return [new VectorBlock(1, 0, groups.ToEquatableArray())];
        var blocks = new List<VectorBlock>();
        if (repeated > 0) blocks.Add(new VectorBlock(repeated, size * groups[0].Lanes, groups.Slice(0, size).ToEquatableArray()));
        for (int at = repeated * size; at < groups.Count; at += size)
            blocks.Add(new VectorBlock(1, 0, groups.Slice(at, size).ToEquatableArray()));
        return blocks;
    }
}
