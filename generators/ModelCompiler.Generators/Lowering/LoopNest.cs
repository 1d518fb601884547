using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// One kernel for one target as loops over vectors: all that an emitter needs, nothing of any language. Items are independent; a run executes any range of them.
/// </summary>
/// <param name="Name">Method name.</param>
/// <param name="Buffers">What it reads and writes, in parameter order.</param>
/// <param name="Items">How many items a run has.</param>
/// <param name="Remarks">The formula and the schedule, line by line, for the reader of the emitted code.</param>
internal sealed record LoopNest(
    string Name,
    EquatableArray<BufferParameter> Buffers,
    ItemCount Items,
    EquatableArray<string> Remarks,
    EquatableArray<NestStatement> Body)
{
    public const string Item = "item";
    public const string Batch = "batch";
    public const string InverseBatch = "inverseBatch";
    public const string DropoutSeed = "dropoutSeed";

    /// <summary>All vector expressions, for finding which functions and run numbers are used.</summary>
    public IEnumerable<VectorExpression> Vectors => NestParts.Vectors(Body);
}

internal sealed record BufferParameter(string Name, Tensor Tensor, bool Written);

/// <summary><paramref name="Each"/> items, for each of ceil(batch / <paramref name="BatchTile"/>) where that is not 0.</summary>
internal readonly record struct ItemCount(long Each, int BatchTile)
{
    /// <summary>Of a nest that is no choice of items: one sample from end to end.</summary>
    public static ItemCount OneSample => default;

    /// <summary>Items of a single sample.</summary>
    public long Alone => Each;
}

// --- statements ---

internal abstract record NestStatement
{
    /// <summary>This with its parts as a rewriter returns them; a visitor sees them so, in the order in which the code reads and declares them.</summary>
    public abstract NestStatement RewriteParts(NestRewriter rewriter);
}

/// <summary>A statement without parts.</summary>
internal abstract record PlainStatement : NestStatement
{
    public sealed override NestStatement RewriteParts(NestRewriter rewriter) => this;
}

internal sealed record Comment(string Text) : PlainStatement;

/// <summary><c>for (variable = From; variable &lt; To; variable += Step)</c>.</summary>
/// <param name="Wide">Counts samples: must not overflow when multiplied to an address.</param>
internal sealed record Loop(string Variable, IntExpression From, IntExpression To, int Step, bool Wide, EquatableArray<NestStatement> Body) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) =>
        this with { From = rewriter.Rewrite(From), To = rewriter.Rewrite(To), Variable = rewriter.Declare(Variable), Body = rewriter.Rewrite(Body) };
}

internal sealed record Conditional(EquatableArray<Condition> Conditions, EquatableArray<NestStatement> Then, EquatableArray<NestStatement> Else) : NestStatement
{
    /// <summary>Runs <paramref name="body"/> where the conditions hold.</summary>
    public static List<NestStatement> When(IEnumerable<Condition> conditions, List<NestStatement> body)
    {
        EquatableArray<Condition> all = conditions.ToEquatableArray();
        return all.Count == 0 ? body : [new Conditional(all, body.ToEquatableArray(), [])];
    }

    public override NestStatement RewriteParts(NestRewriter rewriter) => new Conditional(Conditions.Map(rewriter.Rewrite), rewriter.Rewrite(Then), rewriter.Rewrite(Else));
}

/// <summary>Statements with names of their own.</summary>
internal sealed record Scope(EquatableArray<NestStatement> Body) : NestStatement
{
    /// <summary>The statements as they are where none of them names anything, otherwise in a scope.</summary>
    public static IEnumerable<NestStatement> IfNeeded(IReadOnlyCollection<NestStatement> body) =>
        body.Any(s => s is VectorLet or IntegerLet or PointerLet) ? [new Scope(body.ToEquatableArray())] : body;

    public override NestStatement RewriteParts(NestRewriter rewriter) => new Scope(rewriter.Rewrite(Body));
}

internal sealed record IntegerLet(string Name, IntExpression Value, bool Wide) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Value = rewriter.Rewrite(Value), Name = rewriter.Declare(Name) };
}

/// <param name="Element">What it points to.</param>
internal sealed record PointerLet(string Name, string Buffer, LinearForm Offset, ElementType Element = ElementType.Single) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Buffer = rewriter.Use(Buffer), Offset = rewriter.Rewrite(Offset), Name = rewriter.Declare(Name) };
}

internal sealed record PointerAdvance(string Name, long Elements, ElementType Element = ElementType.Single) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Name = rewriter.Use(Name) };
}

internal sealed record VectorLet(string Name, VectorExpression Value) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Value = rewriter.Rewrite(Value), Name = rewriter.Declare(Name) };
}

internal sealed record VectorSet(string Name, VectorExpression Value) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Value = rewriter.Rewrite(Value), Name = rewriter.Use(Name) };
}

/// <param name="Aligned">The address is known to be a multiple of the value's size.</param>
internal sealed record Store(Access To, VectorExpression Value, bool Aligned = false) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Value = rewriter.Rewrite(Value), To = rewriter.Rewrite(To) };
}

/// <summary>
/// Four cells turned into rows: lane l of value v goes to <paramref name="To"/> + l · <paramref name="Stride"/> + v.
/// </summary>
/// <param name="Values">Names of vectors of one width.</param>
internal sealed record RowsStore(Access To, long Stride, EquatableArray<VectorName> Values) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Values = Values.Map(v => (VectorName)rewriter.Rewrite(v)), To = rewriter.Rewrite(To) };
}

/// <summary>Asks memory for the line at an address that is read later; it may lie outside of its buffer.</summary>
internal sealed record Prefetch(Access From) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => new Prefetch(rewriter.Rewrite(From));
}

/// <summary>
/// The values from <paramref name="Index"/> to <paramref name="Index"/> + <paramref name="Spread"/> are from 0 to <paramref name="End"/> - 1: what a guard demands of the code behind it, for
/// <see cref="AccessVerifier"/> to prove. Nothing is emitted for it.
/// </summary>
internal sealed record IndexClaim(LinearForm Index, long Spread, long End) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Index = rewriter.Rewrite(Index) };
}

/// <summary>Floats that the work items of a group share, where a target has groups.</summary>
internal sealed record LocalArray(string Name, int Floats) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter) => this with { Name = rewriter.Declare(Name) };
}

/// <summary>All work items of the group arrive here, and see what the others stored before, until one goes on.</summary>
/// <param name="Buffers">Stored in buffers, too, not in the group's own memory alone.</param>
internal sealed record GroupBarrier(bool Buffers = false) : PlainStatement;

/// <summary>A place in memory: a buffer parameter or a pointer made by <see cref="PointerLet"/>, and elements from there.</summary>
/// <param name="Element">What lies there. A load makes floats of it, a store rounds floats to it.</param>
internal sealed record Access(string Base, LinearForm Offset, ElementType Element = ElementType.Single);
