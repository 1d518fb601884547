using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// How the steps of a loop are taken; from the outermost kind to the innermost. Reductions that no loop names are between the first four
/// and the rest, in their own order.
/// </summary>
internal enum LoopKind
{
    /// <summary>
    /// One after another along a reduction, each added to the output in memory, with all items of a thread inside: what a step reads is in
    /// the thread's cache then, for all of them.
    /// </summary>
    AddedAroundItems,

    /// <summary>As items, which threads share: all such loops are flattened into one.</summary>
    Parallel,

    /// <summary>
    /// One after another along a reduction, each added to the output in memory, inside of an item: where a thread's part of the output is
    /// more than a cache holds, and where each item is run on its own.
    /// </summary>
    AddedInItem,

    /// <summary>One after another, around tiles.</summary>
    Serial,

    /// <summary>Steps of a reduction, written out.</summary>
    Unrolled,

    /// <summary>The cells of a tile, each with a register of its own, so that every loaded vector is used for all of them.</summary>
    RegisterTile,

    /// <summary>The lanes of a vector, which are neighbouring outputs.</summary>
    Vectorized,

    /// <summary>
    /// The same along another axis than the output's innermost, which is tiled whole: cells are turned into rows as they are stored.
    /// </summary>
    Transposed,

    /// <summary>The lanes of a vector, which are parts of a sum, added up at the end (a dot product).</summary>
    PartialSums,
}

/// <summary>One loop of a schedule: an axis in steps of its tile, or (no axis) the blocks of the vector axis.</summary>
/// <param name="Step">Of a loop around tiles; of the tile itself its cells.</param>
internal sealed record ScheduledLoop(Axis? Axis, int Step, int Blocks = 0, LoopKind Kind = LoopKind.Serial)
{
    public string Name => Axis?.Name ?? "block";

    /// <summary>For readers: the name, and steps of more than one.</summary>
    public string InSteps => Step > 1 ? $"{Name} by {Step}" : Name;

    /// <summary>The variable of a loop along a reduction: the axis, or the first value of a part of it.</summary>
    public string Start => Step > 1 ? $"{Name}0" : Name;

    /// <summary>Whether its steps are added up in memory.</summary>
    public bool IsInMemory => Kind is LoopKind.AddedAroundItems or LoopKind.AddedInItem;

    /// <summary>Whether it is outside of tiles.</summary>
    public bool IsAround => Kind <= LoopKind.Serial;

    /// <summary>Iterations with a batch of the given size.</summary>
    public long Count(int batch) => Axis is null ? Blocks : ((Axis.IsBatch ? batch : Axis.Extent) + Step - 1) / Step;
}
