using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// A reduction that the work items of a group share: each takes every so-manieth point, and what they have becomes one in pairs, in local
/// memory.
/// </summary>
/// <param name="total">The register that a work item reduces into.</param>
/// <param name="partial">The local array, with an element for each work item.</param>
internal sealed class SharedReduction(Comprehension statement, VectorLowering vectors, string total, string partial)
{
    private const string Point = "point", Lane = "lane";

    private VectorName Total => new(total, 1);

    /// <summary>The register, before any point.</summary>
    public VectorLet Declaration => new(total, new Splat(statement.Reduction == Reduction.Max ? float.NegativeInfinity : 0, 1));

    /// <summary>A work item's points.</summary>
    /// <param name="scope">Binds all axes but those that are reduced.</param>
    public Loop Points(AxisScope scope, IntExpression from, IntExpression to, int step)
    {
        var reduced = new FlatAxes(statement.ReductionAxes);
        (List<NestStatement> lets, AxisScope point) = reduced.Decode(new IntVariable(Point), scope, "R");
        Guard[] guards = [.. Guard.Of(statement)];
        (List<NestStatement> quotients, AxisScope divided) = Guard.Divide(guards, point, "");
        VectorExpression next = vectors.Lower(statement.Body, divided, 1) switch
        {
            VectorBinary { Operator: BinaryOperator.Multiply } product when statement.Reduction == Reduction.Sum => new MultiplyAdd(
                product.Left, product.Right, Total),
            VectorExpression value => Combine(Total, value),
        };
        List<NestStatement> body = [.. lets,
            .. Conditional.When(Guard.Conditions(guards, point), [.. quotients, new VectorSet(total, next)])];
        return new Loop(Point, from, to, step, false, body.ToEquatableArray());
    }

    /// <summary>
    /// The work items' parts become one for each of <paramref name="columns"/> neighbouring items, which then find it in their element of
    /// the local array.
    /// </summary>
    public IEnumerable<NestStatement> Join(int groupSize, int columns)
    {
        yield return new Store(new Access(partial, LinearForm.Of(Lane)), Total);
        yield return new GroupBarrier();
        for (int distance = groupSize / 2; distance >= columns; distance /= 2)
        {
            yield return new Conditional([new Condition(ConditionKind.Less, new IntVariable(Lane), distance)],
                [new Store(new Access(partial, LinearForm.Of(Lane)), Combine(At(0), At(distance)))], []);
            yield return new GroupBarrier();
        }
    }

    /// <summary>Where an item's result is after <see cref="Join"/>.</summary>
    public VectorExpression Joined => At(0);

    private VectorLoad At(int distance) => new(new Access(partial, LinearForm.Of(Lane) + LinearForm.Number(distance)), 1);

    private VectorBinary Combine(VectorExpression a, VectorExpression b) =>
        new(statement.Reduction == Reduction.Max ? BinaryOperator.Max : BinaryOperator.Add, a, b);
}
