using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// One kernel for one target as loops over vectors: all that an emitter needs, nothing of any language. Items are independent; a run
/// executes any range of them.
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

    /// <summary>The ends of the range of items that a run is given.</summary>
    public const string From = "from", To = "to";

    public const string Batch = "batch";
    public const string InverseBatch = "inverseBatch";

    public const string LossScale = "lossScale";
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
    /// <summary>
    /// This with its parts as a rewriter returns them, and itself where they are the same; a visitor sees them so, in the order in which
    /// the code reads and declares them.
    /// </summary>
    public abstract NestStatement RewriteParts(NestRewriter rewriter);
}

/// <summary>A statement without parts.</summary>
internal abstract record PlainStatement : NestStatement
{
    public sealed override NestStatement RewriteParts(NestRewriter rewriter) => this;
}

/// <summary>A statement with statements inside.</summary>
internal abstract record BlockStatement : NestStatement;

internal sealed record Comment(string Text) : PlainStatement;

/// <summary>Says to readers which part of its axes the code behind it is for.</summary>
internal sealed record AxisRemark(EquatableArray<AxisPart> Parts) : PlainStatement
{
    public string Text => string.Join(", ", Parts);
}

/// <param name="Last">Null for one value.</param>
internal readonly record struct AxisPart(string Axis, long First, long? Last = null)
{
    public override string ToString() => Last is null ? $"{Axis} = {First}" : $"{Axis} = {First} to {Last}";
}

/// <summary><c>for (variable = From; variable &lt; To; variable += Step)</c>.</summary>
/// <param name="Wide">Counts samples: must not overflow when multiplied to an address.</param>
internal sealed record Loop(string Variable, IntExpression From, IntExpression To, int Step, bool Wide,
    EquatableArray<NestStatement> Body) : BlockStatement
{
    /// <summary>Whether its steps are the items of a run.</summary>
    public bool IsOverItems => To is IntVariable { Name: LoopNest.To };

    /// <summary>The loop over the items of a run, by a variable that numbers them.</summary>
    public static Loop OverItems(string variable, bool wide, IEnumerable<NestStatement> item) =>
        new(variable, new IntVariable(LoopNest.From), new IntVariable(LoopNest.To), 1, wide, item.ToEquatableArray());

    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (IntExpression from, IntExpression to) = (rewriter.Rewrite(From), rewriter.Rewrite(To));
        string variable = rewriter.Declare(Variable);
        EquatableArray<NestStatement> body = rewriter.Rewrite(Body);
        bool same = ReferenceEquals(from, From) && ReferenceEquals(to, To) && ReferenceEquals(variable, Variable) && body.IsSame(Body);
        return same ? this : this with { From = from, To = to, Variable = variable, Body = body };
    }
}

internal sealed record Conditional(EquatableArray<Condition> Conditions, EquatableArray<NestStatement> Then,
    EquatableArray<NestStatement> Else) : BlockStatement
{
    /// <summary>Runs <paramref name="body"/> where the conditions hold.</summary>
    public static List<NestStatement> When(IEnumerable<Condition> conditions, List<NestStatement> body)
    {
        EquatableArray<Condition> all = conditions.ToEquatableArray();
        return all.Count == 0 ? body : [new Conditional(all, body.ToEquatableArray(), [])];
    }

    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        EquatableArray<Condition> conditions = Conditions.Rewritten(rewriter.Rewrite);
        (EquatableArray<NestStatement> then, EquatableArray<NestStatement> @else) = (rewriter.Rewrite(Then), rewriter.Rewrite(Else));
        return conditions.IsSame(Conditions) && then.IsSame(Then) && @else.IsSame(Else) ? this : new Conditional(conditions, then, @else);
    }
}

/// <summary>Statements with names of their own.</summary>
internal sealed record Scope(EquatableArray<NestStatement> Body) : BlockStatement
{
    /// <summary>The statements as they are where none of them names anything, otherwise in a scope.</summary>
    public static IEnumerable<NestStatement> IfNeeded(IReadOnlyCollection<NestStatement> body) =>
        body.Any(s => s is VectorLet or IntegerLet or PointerLet or RegisterTile) ? [new Scope(body.ToEquatableArray())] : body;

    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        EquatableArray<NestStatement> body = rewriter.Rewrite(Body);
        return body.IsSame(Body) ? this : new Scope(body);
    }
}

/// <summary>
/// The code of one register tile, from its sums' first values to its last store. It is the last of its block, so what it names needs no
/// block of its own; no tile is inside another.
/// </summary>
internal sealed record RegisterTile(EquatableArray<NestStatement> Body) : BlockStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        EquatableArray<NestStatement> body = rewriter.Rewrite(Body);
        return body.IsSame(Body) ? this : new RegisterTile(body);
    }
}

internal sealed record IntegerLet(string Name, IntExpression Value, bool Wide) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (IntExpression value, string name) = (rewriter.Rewrite(Value), rewriter.Declare(Name));
        return ReferenceEquals(value, Value) && ReferenceEquals(name, Name) ? this : this with { Value = value, Name = name };
    }
}

/// <param name="Element">What it points to.</param>
internal sealed record PointerLet(string Name, string Buffer, LinearForm Offset, ElementType Element = ElementType.Single) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (string buffer, LinearForm offset, string name) = (rewriter.Use(Buffer), rewriter.Rewrite(Offset), rewriter.Declare(Name));
        bool same = ReferenceEquals(buffer, Buffer) && ReferenceEquals(offset, Offset) && ReferenceEquals(name, Name);
        return same ? this : this with { Buffer = buffer, Offset = offset, Name = name };
    }
}

internal sealed record PointerAdvance(string Name, long Elements, ElementType Element = ElementType.Single) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (string name, long elements) = (rewriter.Use(Name), rewriter.Distance(Elements));
        return ReferenceEquals(name, Name) && elements == Elements ? this : this with { Name = name, Elements = elements };
    }
}

internal sealed record VectorLet(string Name, VectorExpression Value) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression value, string name) = (rewriter.Rewrite(Value), rewriter.Declare(Name));
        return ReferenceEquals(value, Value) && ReferenceEquals(name, Name) ? this : this with { Value = value, Name = name };
    }
}

internal sealed record VectorSet(string Name, VectorExpression Value) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression value, string name) = (rewriter.Rewrite(Value), rewriter.Use(Name));
        return ReferenceEquals(value, Value) && ReferenceEquals(name, Name) ? this : this with { Value = value, Name = name };
    }
}

/// <param name="Aligned">The address is known to be a multiple of the value's size.</param>
internal sealed record Store(Access To, VectorExpression Value, bool Aligned = false) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (VectorExpression value, Access to) = (rewriter.Rewrite(Value), rewriter.Rewrite(To));
        return ReferenceEquals(value, Value) && ReferenceEquals(to, To) ? this : this with { Value = value, To = to };
    }
}

/// <summary>
/// Four cells turned into rows: lane l of value v goes to <paramref name="To"/> + l · <paramref name="Stride"/> + v.
/// </summary>
/// <param name="Values">Names of vectors of one width.</param>
internal sealed record RowsStore(Access To, long Stride, EquatableArray<VectorName> Values) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        (EquatableArray<VectorName> values, Access to) = (Values.Rewritten(v => (VectorName)rewriter.Rewrite(v)), rewriter.Rewrite(To));
        long stride = rewriter.Distance(Stride);
        bool same = values.IsSame(Values) && ReferenceEquals(to, To) && stride == Stride;
        return same ? this : this with { Values = values, To = to, Stride = stride };
    }
}

/// <summary>Asks memory for the line at an address that is read later; it may lie outside of its buffer.</summary>
internal sealed record Prefetch(Access From) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        Access from = rewriter.Rewrite(From);
        return ReferenceEquals(from, From) ? this : new Prefetch(from);
    }
}

/// <summary>
/// The values from <paramref name="Index"/> to <paramref name="Index"/> + <paramref name="Spread"/> are from 0 to <paramref name="End"/> -
/// 1: what a guard demands of the code behind it, for <see cref="AccessVerifier"/> to prove. Nothing is emitted for it.
/// </summary>
internal sealed record IndexClaim(LinearForm Index, long Spread, long End) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        LinearForm index = rewriter.Rewrite(Index);
        return ReferenceEquals(index, Index) ? this : this with { Index = index };
    }
}

/// <summary>Floats that the work items of a group share, where a target has groups.</summary>
internal sealed record LocalArray(string Name, int Floats) : NestStatement
{
    public override NestStatement RewriteParts(NestRewriter rewriter)
    {
        string name = rewriter.Declare(Name);
        return ReferenceEquals(name, Name) ? this : this with { Name = name };
    }
}

/// <summary>All work items of the group arrive here, and see what the others stored before, until one goes on.</summary>
/// <param name="Buffers">Stored in buffers, too, not in the group's own memory alone.</param>
internal sealed record GroupBarrier(bool Buffers = false) : PlainStatement;

/// <summary>A place in memory: a buffer parameter or a pointer made by <see cref="PointerLet"/>, and elements from there.</summary>
/// <param name="Element">What lies there. A load makes floats of it, a store rounds floats to it.</param>
internal sealed record Access(string Base, LinearForm Offset, ElementType Element = ElementType.Single);
