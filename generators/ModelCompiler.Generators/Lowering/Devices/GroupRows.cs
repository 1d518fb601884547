using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Statements of few operations for each sample, as softmax with its loss: a group takes one sample through all of them. A statement's elements are shared by the group's work items;
/// where there are few of them, sums and maxima are, as trees in local memory.
/// </summary>
internal sealed class GroupRows(Comprehension[] statements, IReadOnlyDictionary<MemoryPlace, string> buffers)
{
    public const int GroupSize = 64;

    /// <summary>Points of a statement that one group may take on.</summary>
    private const long MostPoints = 16_384;

    /// <summary>Elements up to which each is a tree of its own, if that tree is not a small one.</summary>
    private const long FewElements = 8, LeastPoints = 32;

    private const string Lane = "lane", Tree = "partial", Total = "total", Sample = "n";

    private readonly VectorLowering vectors = new(buffers, null);

    public static bool Fits(Comprehension[] statements) => statements.All(s =>
        s.OutputAxes[0].IsBatch && s.Position is null && s.Points <= MostPoints && !s.ReductionAxes.Any(a => a.IsBatch) && (s.Reduction != Reduction.None || Guard.Of(s).Count == 0));

    public static ItemCount Groups => new(1, 1);

    public int LocalFloats => statements.Any(IsTree) ? GroupSize : 0;

    /// <param name="formula">A statement in the reader's notation.</param>
    public List<NestStatement> Lower(Func<Comprehension, string> formula)
    {
        List<NestStatement> code = [new IntegerLet(Sample, new IntWorkItem(WorkItemId.Group), Wide: true), new IntegerLet(Lane, new IntWorkItem(WorkItemId.Local), false)];
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
        statement.Reduction != Reduction.None && Own(statement).Each <= FewElements && new FlatAxes(statement.ReductionAxes).Each >= LeastPoints;

    private Loop Elements(Comprehension statement)
    {
        FlatAxes own = Own(statement);
        bool tree = IsTree(statement);
        IntExpression lane = new IntVariable(Lane);
        AxisScope singles = statement.OutputAxes.Concat(statement.ReductionAxes).Where(a => a.Extent == 1)
            .Aggregate(new AxisScope().With(Axis.Batch, LinearForm.Of(Sample)), (s, axis) => s.With(axis, 0));
        (List<NestStatement> lets, AxisScope scope) = own.Decode(new IntVariable("element"), singles, "");
        var body = new List<NestStatement>(lets);
        if (statement.Reduction == Reduction.None) body.Add(Finish(statement, scope, vectors.Lower(statement.Body, scope, 1)));
        else
        {
            body.Add(new VectorLet(Total, new Splat(Initial(statement), 1)));
            body.Add(Reduce(statement, scope, tree ? lane : 0, tree ? GroupSize : 1));
            if (!tree) body.Add(Finish(statement, scope, new VectorName(Total, 1)));
            else body.AddRange(Join(statement, scope));
        }

        return tree ? new Loop("element", 0, own.Each, 1, false, body.ToEquatableArray()) : new Loop("element", lane, own.Each, GroupSize, false, body.ToEquatableArray());
    }

    private static float Initial(Comprehension statement) => statement.Reduction == Reduction.Max ? float.NegativeInfinity : 0;

    private Loop Reduce(Comprehension statement, AxisScope scope, IntExpression from, int step)
    {
        var reduced = new FlatAxes(statement.ReductionAxes);
        (List<NestStatement> lets, AxisScope point) = reduced.Decode(new IntVariable("r"), scope, "R");
        Guard[] guards = [.. Guard.Of(statement)];
        (List<NestStatement> quotients, AxisScope divided) = GuardedLoad.Divide(guards, point, "");
        var total = new VectorName(Total, 1);
        VectorExpression next = vectors.Lower(statement.Body, divided, 1) switch
        {
            VectorBinary { Operator: BinaryOperator.Multiply } product when statement.Reduction == Reduction.Sum => new MultiplyAdd(product.Left, product.Right, total),
            VectorExpression value => Combine(statement, total, value),
        };
        List<NestStatement> body = [.. lets, .. GuardedLoad.When(GuardedLoad.Conditions(guards, point), [.. quotients, new VectorSet(Total, next)])];
        return new Loop("r", from, reduced.Count, step, false, body.ToEquatableArray());
    }

    private static VectorBinary Combine(Comprehension statement, VectorExpression a, VectorExpression b) => new(statement.Reduction == Reduction.Max ? BinaryOperator.Max : BinaryOperator.Add, a, b);

    /// <summary>The work items' parts become one, in pairs; the first item finishes it.</summary>
    private IEnumerable<NestStatement> Join(Comprehension statement, AxisScope scope)
    {
        IntExpression lane = new IntVariable(Lane);
        VectorExpression At(int distance) => new VectorLoad(new Access(Tree, LinearForm.Of(Lane) + LinearForm.Number(distance)), 1);
        yield return new Store(new Access(Tree, LinearForm.Of(Lane)), new VectorName(Total, 1));
        yield return new GroupBarrier();
        for (int half = GroupSize / 2; half > 0; half /= 2)
        {
            yield return new Conditional([new Condition(ConditionKind.Less, lane, half)], [new Store(new Access(Tree, LinearForm.Of(Lane)), Combine(statement, At(0), At(half)))], []);
            yield return new GroupBarrier();
        }

        yield return new Conditional([new Condition(ConditionKind.Less, lane, 1)], [Finish(statement, scope, At(0))], []);
        yield return new GroupBarrier();
    }

    private Store Finish(Comprehension statement, AxisScope scope, VectorExpression value) =>
        new(vectors.At(statement.Output, [.. statement.OutputAxes.Select(AffineIndex.Of)], scope), vectors.Lower(statement.Epilogue, scope, 1, value));
}
