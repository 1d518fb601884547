using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Statements of few operations for each sample, as softmax with its loss: a group takes one sample through all of them. A statement's
/// elements are shared by the group's work items; where there are few of them, sums and maxima are, as trees in local memory.
/// </summary>
internal sealed class GroupRows(Comprehension[] statements, IReadOnlyDictionary<MemoryPlace, string> buffers)
{
    public const int GroupSize = 64;

    /// <summary>Elements up to which each is a tree of its own, if that tree is not a small one.</summary>
    private const long FewElements = 8, LeastPoints = 32;

    private const string Lane = "lane", Tree = "partial", Total = "total", Sample = "n";

    private readonly VectorLowering vectors = new(buffers, null);

    public static bool Fits(Comprehension[] statements, Machine machine) =>
        statements.All(s => s.OutputAxes[0].IsBatch && s.Position is null && !s.ReductionAxes.Any(a => a.IsBatch)
            && (s.Reduction != Reduction.None || Guard.Of(s).Count == 0))
        && Decisions.Choose(statements.All(s => s.Points <= machine.DeviceSampleStatement), Branch.DeviceSampleGroup,
        Branch.DeviceSampleTooLarge);

    public static ItemCount Groups => new(1, 1);

    public int LocalFloats => statements.Any(IsTree) ? GroupSize : 0;

    /// <param name="formula">A statement in the reader's notation.</param>
    public List<NestStatement> Lower(Func<Comprehension, string> formula)
    {
        List<NestStatement> code = [new IntegerLet(Sample, new IntWorkItem(WorkItemId.Group), Wide: true),
            new IntegerLet(Lane, new IntWorkItem(WorkItemId.Local), false)];
        if (LocalFloats > 0) code.Add(new LocalArray(Tree, LocalFloats));
        for (int i = 0; i < statements.Length; i++)
        {
            if (i > 0) code.Add(new GroupBarrier(Buffers: true));
            code.Add(new Comment(formula(statements[i])));
            code.Add(new Scope([Elements(statements[i])]));
        }

        return code;
    }

    private static FlatAxes Own(Comprehension statement) => new(statement.OutputAxes.Where(a => !a.IsBatch));

    private static bool IsTree(Comprehension statement) =>
        statement.Reduction != Reduction.None
        && Decisions.Choose(Own(statement).Each <= FewElements && new FlatAxes(statement.ReductionAxes).Each >= LeastPoints,
        Branch.DeviceGroupTree, Branch.DeviceGroupLoop);

    private Loop Elements(Comprehension statement)
    {
        FlatAxes own = Own(statement);
        bool tree = IsTree(statement);
        var reduction = new SharedReduction(statement, vectors, Total, Tree);
        IntExpression lane = new IntVariable(Lane);
        AxisScope singles = new AxisScope().With(Axis.Batch, LinearForm.Of(Sample))
            .WithSingles([.. statement.OutputAxes, .. statement.ReductionAxes]);
        (List<NestStatement> lets, AxisScope scope) = own.Decode(new IntVariable("element"), singles, "");
        var body = new List<NestStatement>(lets);
        if (statement.Reduction == Reduction.None) body.Add(Finish(statement, scope, vectors.Lower(statement.Body, scope, 1)));
        else
        {
            body.Add(reduction.Declaration);
            body.Add(reduction.Points(scope, tree ? lane : 0, new FlatAxes(statement.ReductionAxes).Count, tree ? GroupSize : 1));
            if (!tree) body.Add(Finish(statement, scope, new VectorName(Total, 1)));
            else
            {
                // The first work item's result; the others wait with the next element's parts until it is read.
                Conditional finish = new([new Condition(ConditionKind.Less, lane, 1)], [Finish(statement, scope, reduction.Joined)], []);
                body.AddRange([.. reduction.Join(GroupSize, 1), finish, new GroupBarrier()]);
            }
        }

        return tree ? new Loop("element", 0, own.Each, 1, false, body.ToEquatableArray()) : new Loop("element", lane, own.Each, GroupSize,
            false, body.ToEquatableArray());
    }

    private Store Finish(Comprehension statement, AxisScope scope, VectorExpression value) =>
        new(vectors.Output(statement, scope),
            vectors.Lower(statement.Epilogue, scope, 1, value));
}
