using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>How the steps of a loop around tiles are taken.</summary>
internal enum LoopKind
{
    /// <summary>One after another.</summary>
    Serial,

    /// <summary>As items, which threads share: all such loops are flattened into one.</summary>
    Parallel,

    /// <summary>One after another along a reduction, each added to the output in memory, with all tiles inside.</summary>
    AccumulatedInMemory,
}

/// <summary>One loop around tiles: an axis in steps of its tile, or (no axis) the blocks of the vector axis.</summary>
internal sealed record ScheduledLoop(Axis? Axis, int Step, int Blocks = 0, LoopKind Kind = LoopKind.Serial)
{
    public string Name => Axis?.Name ?? "block";

    /// <summary>Iterations with a batch of the given size.</summary>
    public long Count(int batch) => Axis is null ? Blocks : ((Axis.IsBatch ? batch : Axis.Extent) + Step - 1) / Step;
}
