using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// What emitters rely on: every name is declared before it is used, in bounds and conditions too, once in its scope, and vectors meet
/// vectors of their own width. A tile is the last of its block, where its names are, and holds no other.
/// </summary>
internal sealed class LoopNestVerifier : NestVisitor
{
    private readonly LoopNest nest;
    private HashSet<string> names;

    private LoopNestVerifier(LoopNest nest) =>
        (this.nest, names) = (nest, [.. nest.Buffers.Select(b => b.Name), LoopNest.From, LoopNest.To, LoopNest.Batch]);

    public static void Verify(LoopNest nest) => new LoopNestVerifier(nest).Visit(nest.Body);

    public override void Visit(EquatableArray<NestStatement> block)
    {
        for (int s = 0; s + 1 < block.Count; s++) Require(block[s] is not RegisterTile, "a tile is not the last of its block");
        InScope(() => base.Visit(block));
    }

    public override void Visit(NestStatement statement)
    {
        if (statement is Loop) InScope(() => base.Visit(statement));
        else base.Visit(statement);
        if (statement is RegisterTile tile)
            Require(NestParts.Of<RegisterTile>(tile.Body).Count == 0, "a tile is inside another");
        if (statement is RowsStore rows)
            Require(rows.Values.Count == TransposedLanes.Cells && rows.Values.All(v => v.Lanes == rows.Values[0].Lanes),
                "rows of different vectors");
    }

    public override void Visit(VectorExpression vector)
    {
        base.Visit(vector);
        if (vector is OfTwoVectors b) Require(b.Left.Lanes == b.Right.Lanes, $"{b.Left.Lanes} lanes meet {b.Right.Lanes}");
        if (vector is MultiplyAdd m) Require(m.Left.Lanes == m.Right.Lanes
            && m.Left.Lanes == m.Addend.Lanes, "a multiply-add of different widths");
        if (vector is DotAdd d) Require(d.Left.Lanes == d.Right.Lanes
            && d.Left.Lanes == d.Addend.Lanes, "a dot product of different widths");
    }

    public override void Used(string name) => Require(names.Contains(name), $"unknown name {name}");

    public override void Declared(string name) => Require(names.Add(name), $"{name} is declared twice");

    private void InScope(Action visit)
    {
        HashSet<string> outer = names;
        names = [.. outer];
        visit();
        names = outer;
    }

    private void Require(bool condition, string what)
    {
        if (!condition) throw new InvalidOperationException($"Loop nest '{nest.Name}': {what}.");
    }
}
