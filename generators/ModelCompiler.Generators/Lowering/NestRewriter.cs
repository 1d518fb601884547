using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Rewrites a loop nest: each method returns what stands in place of its argument, by default the same with its parts rewritten, and the
/// very same object where no part changed.
/// </summary>
internal abstract class NestRewriter
{
    public virtual EquatableArray<NestStatement> Rewrite(EquatableArray<NestStatement> block)
    {
        List<NestStatement>? rewritten = null;
        for (int s = 0; s < block.Count; s++)
        {
            NestStatement? kept = Rewrite(block[s]);
            if (rewritten is null && !ReferenceEquals(kept, block[s])) rewritten = [.. block.Range(0, s)];
            if (kept is not null) rewritten?.Add(kept);
        }

        return rewritten is null ? block : rewritten.ToEquatableArray();
    }

    /// <returns>Null for a statement that is to go.</returns>
    public virtual NestStatement? Rewrite(NestStatement statement) => statement.RewriteParts(this);

    public virtual VectorExpression Rewrite(VectorExpression vector) => vector.RewriteParts(this);

    public virtual IntExpression Rewrite(IntExpression number) => number.RewriteParts(this);

    public virtual Condition Rewrite(Condition condition)
    {
        (IntExpression left, IntExpression right) = (Rewrite(condition.Left), Rewrite(condition.Right));
        bool same = ReferenceEquals(left, condition.Left) && ReferenceEquals(right, condition.Right);
        return same ? condition : condition with { Left = left, Right = right };
    }

    public virtual Access Rewrite(Access access)
    {
        (string start, LinearForm offset) = (Use(access.Base), Rewrite(access.Offset));
        return ReferenceEquals(start, access.Base) && ReferenceEquals(offset, access.Offset)
            ? access
            : access with { Base = start, Offset = offset };
    }

    public virtual LinearForm Rewrite(LinearForm form) => form;

    /// <summary>A constant distance in memory, in elements: by which a pointer moves, or between rows.</summary>
    public virtual long Distance(long elements) => elements;

    /// <summary>A mentioned number, pointer, buffer or vector; those in a <see cref="LinearForm"/> are part of it.</summary>
    public virtual string Use(string name) => name;

    /// <summary>A name that stands for something from here to the end of its block; that of a loop's variable, in the loop's.</summary>
    public virtual string Declare(string name) => name;
}

/// <summary>Replaces the vector expressions that a function has an answer for, outermost first, and leaves all else.</summary>
internal sealed class VectorRewriter(Func<VectorExpression, VectorExpression?> rewrite) : NestRewriter
{
    public override VectorExpression Rewrite(VectorExpression vector) => rewrite(vector) ?? base.Rewrite(vector);

    public override Access Rewrite(Access access) => access;

    public override IntExpression Rewrite(IntExpression number) => number;
}
