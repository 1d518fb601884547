using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// One work item for each element of the output, with the reduction as loops inside: what every device can run, and the best for all that
/// is not a large sum.
/// </summary>
internal static class CellLowering
{
    public const int GroupSize = 64;

    public static List<NestStatement> Lower(Comprehension statement, IReadOnlyDictionary<MemoryPlace, string> buffers, out ItemCount groups)
    {
        Schedule cells = Scheduler.Cells(statement, Machine.Default, batchBound: true, band: null);
        var lowering = new OutputLowering(statement, cells.WithItems(cells.Outputs.Count()), buffers);
        return InGroups(lowering.Items, lowering.Lower(), out groups);
    }

    /// <summary>Items in groups of equal size; in the last there may be work items without an item.</summary>
    public static List<NestStatement> InGroups(ItemCount items, List<NestStatement> item, out ItemCount groups)
    {
        bool batch = items.BatchTile > 0;
        groups = !batch ? new ItemCount((items.Each + GroupSize - 1) / GroupSize, 0)
            : items.Each >= GroupSize ? new ItemCount((items.Each + GroupSize - 1) / GroupSize, 1)
            : new ItemCount(1, (int)(GroupSize / items.Each));
        IntExpression count = batch ? new IntVariable(LoopNest.Batch) * items.Each : items.Each;
        bool whole = !batch && items.Each % GroupSize == 0;
        return
        [
            new IntegerLet(LoopNest.Item, new IntWorkItem(WorkItemId.Global), false),
            .. Conditional.When(whole ? [] : [new Condition(ConditionKind.Less, new IntVariable(LoopNest.Item), count)], item),
        ];
    }
}
