using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A sum with few results, a bias's gradient or a mean over positions: the work items of a group each add up a part of it, and the parts
/// are added in pairs, then pairs of pairs, in local memory. Neighbouring work items take neighbouring results, as these lie side by side
/// in memory.
/// </summary>
internal sealed class TreeReduction
{
    public const int GroupSize = 256;
    private const int MostColumns = 32;
    private const string Lane = "lane", Tree = "sums";

    private readonly Comprehension statement;
    private readonly VectorLowering vectors;
    private readonly SharedReduction sum;
    private readonly FlatAxes outputs, reduced;
    private readonly int columns;

    public TreeReduction(Comprehension statement, IReadOnlyDictionary<MemoryPlace, string> buffers)
    {
        this.statement = statement;
        vectors = new VectorLowering(buffers, null);
        sum = new SharedReduction(statement, vectors, "sum", Tree);
        outputs = Results(statement);
        reduced = new FlatAxes(statement.ReductionAxes);
        columns = 1;
        int last = outputs.Axes.Count == 0 ? 1 : outputs.Axes[outputs.Axes.Count - 1].Extent;
        while (columns < MostColumns && columns * 2 <= last) columns *= 2;
    }

    /// <summary>Worth it where each result is a long sum, and the results alone are too few to keep a GPU busy.</summary>
    public static bool Pays(Comprehension statement, Machine machine) => statement.Reduction == Reduction.Sum && !statement.IsDot
        && Decisions.Choose(new FlatAxes(statement.ReductionAxes).CountIn(machine.Batch) >= 64
        && Results(statement).CountIn(machine.Batch) <= 16_384, Branch.DeviceTree, Branch.DeviceTreeTooSmall);

    /// <summary>In how many parts the sum is best cut, so that all of a GPU has work; 1 is one run.</summary>
    public int Parts(Machine machine, int most)
    {
        long groups = Groups.BatchTile == 0 ? Groups.Each : Groups.Each * machine.Batch / Groups.BatchTile,
            points = reduced.CountIn(machine.Batch) / Rows;
        int parts = 1;
        while (parts < most && groups * parts < machine.DeviceGroups && points / (parts * 2) >= 8) parts *= 2;
        return parts;
    }

    /// <summary>Work items that share one result.</summary>
    private int Rows => GroupSize / columns;

    public ItemCount Groups => outputs.HasBatch && outputs.Each < columns
        ? new ItemCount(1, (int)(columns / outputs.Each))
        : new ItemCount((outputs.Each + columns - 1) / columns, outputs.HasBatch ? 1 : 0);

    public List<NestStatement> Lower() => Lower(new IntWorkItem(WorkItemId.Group), 0, reduced.Count, Singles());

    /// <summary>A part of each sum, the results side by side.</summary>
    /// <param name="parts">How many there are.</param>
    /// <param name="part">The axis of the output that counts them.</param>
    public List<NestStatement> LowerPart(int parts, Axis part)
    {
        AxisScope singles = Singles().With(part, LinearForm.Of(part.Name));
        IntExpression group = new IntWorkItem(WorkItemId.Group) / parts, count = reduced.Count;
        return [.. SplitSum.Bounds(parts, count, 1, count), .. Lower(group, SplitSum.Begin, SplitSum.End, singles)];
    }

    /// <param name="group">The group's number among those of the sum, or of its part.</param>
    /// <param name="from">Where the sum begins, counting its points.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="singles">Binds the axes that are no loops.</param>
    private List<NestStatement> Lower(IntExpression group, IntExpression from, IntExpression to, AxisScope singles)
    {
        IntExpression lane = new IntVariable(Lane), result = new IntVariable("result");
        List<NestStatement> code =
        [
            new IntegerLet(Lane, new IntWorkItem(WorkItemId.Local), false),
            new IntegerLet("result", (group * columns) + (lane % columns), false),
            new LocalArray(Tree, GroupSize),
            sum.Declaration,
        ];
        (List<NestStatement> lets, AxisScope scope) = outputs.Decode(result, singles, "");
        // Only whole groups meet at barriers, so what is past the end adds up zeros.
        bool whole = !outputs.HasBatch && outputs.Each % columns == 0;
        var inside = new Condition(ConditionKind.Less, result, outputs.Count);
        code.AddRange(Conditional.When(whole ? [] : [inside], [.. lets, sum.Points(scope, from + (lane / columns), to, Rows)]));
        code.AddRange(sum.Join(GroupSize, columns));
        List<NestStatement> finish = [.. whole ? [] : lets,
            new Store(vectors.Output(statement, scope),
                vectors.Lower(statement.Epilogue, scope, 1, sum.Joined))];
        Condition first = new(ConditionKind.Less, lane, columns);
        code.AddRange(Conditional.When(whole ? [first] : [first, inside], finish));
        return code;
    }

    private AxisScope Singles() => new AxisScope().WithSingles([.. statement.OutputAxes, .. statement.ReductionAxes]);

    /// <summary>The output's axes, but not the one that counts parts of a sum.</summary>
    private static FlatAxes Results(Comprehension statement) =>
        new(statement.OutputAxes.Where(a => statement.Output.Role != TensorRole.Partial || a.Name != SplitSum.Part));
}
