using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A sum with few results, a bias's gradient or a mean over positions: the work items of a group each add up a part of it, and the parts are added in pairs, then pairs of
/// pairs, in local memory. Neighbouring work items take neighbouring results, as these lie side by side in memory.
/// </summary>
internal sealed class TreeReduction
{
    public const int GroupSize = 64;
    private const int MostColumns = 16;
    private const string Lane = "lane", Sum = "sum", Tree = "parts";

    private readonly Comprehension statement;
    private readonly VectorLowering vectors;
    private readonly FlatAxes outputs, reduced;
    private readonly int columns;

    public TreeReduction(Comprehension statement, IReadOnlyDictionary<MemoryPlace, string> buffers)
    {
        this.statement = statement;
        vectors = new VectorLowering(buffers, null);
        outputs = new FlatAxes(statement.OutputAxes);
        reduced = new FlatAxes(statement.ReductionAxes);
        columns = 1;
        int last = outputs.Axes.Count == 0 ? 1 : outputs.Axes[outputs.Axes.Count - 1].Extent;
        while (columns < MostColumns && columns * 2 <= last) columns *= 2;
    }

    /// <summary>Worth it where each result is a long sum, and the results alone are too few to keep a GPU busy.</summary>
    public static bool Pays(Comprehension statement)
    {
        var outputs = new FlatAxes(statement.OutputAxes);
        var reduced = new FlatAxes(statement.ReductionAxes);
        long results = outputs.Each * (outputs.HasBatch ? CostModel.NominalBatch : 1), each = reduced.Each * (reduced.HasBatch ? CostModel.NominalBatch : 1);
        return statement.Reduction == Reduction.Sum && each >= 64 && results <= 16_384;
    }

    /// <summary>Work items that share one result.</summary>
    private int Rows => GroupSize / columns;

    public ItemCount Groups => outputs.HasBatch && outputs.Each < columns
        ? new ItemCount(1, (int)(columns / outputs.Each))
        : new ItemCount((outputs.Each + columns - 1) / columns, outputs.HasBatch ? 1 : 0);

    public List<NestStatement> Lower()
    {
        IntExpression lane = new IntVariable(Lane), result = new IntVariable("result");
        List<NestStatement> code =
        [
            new IntegerLet(Lane, new IntWorkItem(WorkItemId.Local), false),
            new IntegerLet("result", (new IntWorkItem(WorkItemId.Group) * columns) + (lane % columns), false),
            new LocalArray(Tree, GroupSize),
            new VectorLet(Sum, new Splat(0, 1)),
        ];
        (List<NestStatement> lets, AxisScope scope) = outputs.Decode(result, Singles(), "");
        // Only whole groups meet at barriers, so what is past the end adds up zeros.
        bool whole = !outputs.HasBatch && outputs.Each % columns == 0;
        var inside = new Condition(ConditionKind.Less, result, outputs.Count);
        code.AddRange(GuardedLoad.When(whole ? [] : [inside], [.. lets, Partial(scope, lane)]));
        code.Add(new Store(new Access(Tree, LinearForm.Of(Lane)), new VectorName(Sum, 1)));
        code.Add(new GroupBarrier());
        for (int half = Rows / 2; half > 0; half /= 2) code.AddRange(Pair(lane, half * columns));
        VectorExpression total = new VectorLoad(new Access(Tree, LinearForm.Of(Lane)), 1);
        List<NestStatement> finish = [.. whole ? [] : lets, new Store(vectors.At(statement.Output, [.. statement.OutputAxes.Select(AffineIndex.Of)], scope), vectors.Lower(statement.Epilogue, scope, 1, total))];
        Condition first = new(ConditionKind.Less, lane, columns);
        code.AddRange(GuardedLoad.When(whole ? [first] : [first, inside], finish));
        return code;
    }

    private Loop Partial(AxisScope scope, IntExpression lane)
    {
        (List<NestStatement> lets, AxisScope point) = reduced.Decode(new IntVariable("r"), scope, "");
        Guard[] guards = [.. Guard.Of(statement)];
        (List<NestStatement> quotients, AxisScope divided) = GuardedLoad.Divide(guards, point, "");
        VectorExpression value = vectors.Lower(statement.Body, divided, 1);
        VectorExpression sum = value is VectorBinary { Operator: BinaryOperator.Multiply } product
            ? new MultiplyAdd(product.Left, product.Right, new VectorName(Sum, 1))
            : new VectorBinary(BinaryOperator.Add, new VectorName(Sum, 1), value);
        List<NestStatement> body = [.. lets, .. GuardedLoad.When(GuardedLoad.Conditions(guards, point), [.. quotients, new VectorSet(Sum, sum)])];
        return new Loop("r", lane / columns, reduced.Count, Rows, false, body.ToEquatableArray());
    }

    private static List<NestStatement> Pair(IntExpression lane, int distance)
    {
        VectorExpression At(LinearForm offset) => new VectorLoad(new Access(Tree, offset), 1);
        LinearForm here = LinearForm.Of(Lane);
        var add = new Store(new Access(Tree, here), new VectorBinary(BinaryOperator.Add, At(here), At(here + LinearForm.Number(distance))));
        return [new Conditional([new Condition(ConditionKind.Less, lane, distance)], [add], []), new GroupBarrier()];
    }

    private AxisScope Singles() => statement.OutputAxes.Concat(statement.ReductionAxes).Where(a => a.Extent == 1).Aggregate(new AxisScope(), (s, axis) => s.With(axis, 0));
}
