using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>Equal distances in memory: the first place, and floats from one to the next.</summary>
internal sealed record StridedAccess(Access First, long Stride)
{
    public StridedAccess RewriteParts(NestRewriter rewriter)
    {
        (Access first, long stride) = (rewriter.Rewrite(First), rewriter.Distance(Stride));
        return ReferenceEquals(first, First) && stride == Stride ? this : new StridedAccess(first, stride);
    }
}

/// <summary>A line of a tile: what is done to several vectors at once.</summary>
internal abstract record RowStatement : NestStatement
{
    protected static EquatableArray<VectorName> Used(EquatableArray<VectorName> names, NestRewriter rewriter) =>
        names.Rewritten(n => (VectorName)rewriter.Rewrite(n));
}

/// <summary>Sums that begin at 0, all of one width.</summary>
internal sealed record ZeroSums(EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        new ZeroSums(Sums.Map(s => s with { Name = rewriter.Declare(s.Name) }));
}

/// <summary>Vectors of memory of one width get names.</summary>
internal sealed record NamedLoads(EquatableArray<VectorLet> Lets) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => new NamedLoads(Lets.Map(l => (VectorLet)l.RewriteParts(rewriter)));
}

/// <summary>Sums go on from what is in memory.</summary>
internal sealed record LoadRow(StridedAccess From, EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => new LoadRow(From.RewriteParts(rewriter), Used(Sums, rewriter));
}

/// <summary>Each sum gains a vector of memory.</summary>
internal sealed record AddRow(StridedAccess From, EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => new AddRow(From.RewriteParts(rewriter), Used(Sums, rewriter));
}

/// <summary>Vectors that have names are written.</summary>
internal sealed record StoreRow(StridedAccess To, EquatableArray<VectorName> Values) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => new StoreRow(To.RewriteParts(rewriter), Used(Values, rewriter));
}

/// <summary>Rows of vectors that have names are written.</summary>
/// <param name="To">Where the first row's go.</param>
/// <param name="Step">Floats from row to row.</param>
/// <param name="Values">Row by row.</param>
/// <param name="InRow">Vectors of a row.</param>
internal sealed record StoreTile(StridedAccess To, long Step, EquatableArray<VectorName> Values, int InRow) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        StridedAccess to = To.RewriteParts(rewriter);
        return new StoreTile(to, rewriter.Distance(Step), Used(Values, rewriter), InRow);
    }
}

/// <summary>
/// Four vectors of memory are turned: lane l of vector v goes to <paramref name="To"/> + l · <paramref name="Step"/> + v.
/// </summary>
internal sealed record TurnRows(StridedAccess From, Access To, long Step, int Lanes) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        StridedAccess from = From.RewriteParts(rewriter);
        return new TurnRows(from, rewriter.Rewrite(To), rewriter.Distance(Step), Lanes);
    }
}

/// <summary>Each sum gains <paramref name="Factor"/> times the vector that stands at its place in <paramref name="Others"/>.</summary>
/// <param name="Factor">A name, or one float of memory in all lanes.</param>
internal sealed record MultiplyAddRow(VectorExpression Factor, EquatableArray<VectorName> Others,
    EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        new MultiplyAddRow(rewriter.Rewrite(Factor), Used(Others, rewriter), Used(Sums, rewriter));
}

/// <summary>The same with one float of memory, whose last vector is narrower than the others.</summary>
internal sealed record MultiplyAddMixedRow(Access Factor, EquatableArray<VectorName> Others, EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        new MultiplyAddMixedRow(rewriter.Rewrite(Factor), Used(Others, rewriter), Used(Sums, rewriter));
}

/// <summary>
/// Rows whose floats lie at equal distances in memory and meet the same vectors: each float of <paramref name="Factors"/> times each of
/// <paramref name="Others"/>.
/// </summary>
/// <param name="Sums">Row by row.</param>
internal sealed record MultiplyAddTile(StridedAccess Factors, EquatableArray<VectorName> Others,
    EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        new MultiplyAddTile(Factors.RewriteParts(rewriter), Used(Others, rewriter), Used(Sums, rewriter));
}

/// <summary>A row with vectors of memory in place of named ones.</summary>
internal sealed record MultiplyAddMemoryRow(Access Factor, StridedAccess Others, EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        new MultiplyAddMemoryRow(rewriter.Rewrite(Factor), Others.RewriteParts(rewriter), Used(Sums, rewriter));
}

/// <summary>Each sum gains <paramref name="Factor"/> times one float of memory in all lanes.</summary>
internal sealed record MultiplyAddColumn(StridedAccess Others, VectorName Factor, EquatableArray<VectorName> Sums) : RowStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        new MultiplyAddColumn(Others.RewriteParts(rewriter), (VectorName)rewriter.Rewrite(Factor), Used(Sums, rewriter));
}
