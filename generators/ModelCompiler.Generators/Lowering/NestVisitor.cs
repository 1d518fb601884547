using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Walks a loop nest: a rewriter that changes nothing. Each method is called for each thing of its kind, outermost first, and goes on to
/// the parts. An override that calls its base goes on likewise; one that does not stops there.
/// </summary>
internal abstract class NestVisitor : NestRewriter
{
    public virtual void Visit(EquatableArray<NestStatement> block)
    {
        foreach (NestStatement statement in block) Visit(statement);
    }

    public virtual void Visit(NestStatement statement) => _ = statement.RewriteParts(this);

    public virtual void Visit(VectorExpression vector) => _ = vector.RewriteParts(this);

    public virtual void Visit(Access access) => _ = base.Rewrite(access);

    public virtual void Used(string name)
    {
    }

    public virtual void Declared(string name)
    {
    }

    public sealed override EquatableArray<NestStatement> Rewrite(EquatableArray<NestStatement> block)
    {
        Visit(block);
        return block;
    }

    public sealed override NestStatement? Rewrite(NestStatement statement)
    {
        Visit(statement);
        return statement;
    }

    public sealed override VectorExpression Rewrite(VectorExpression vector)
    {
        Visit(vector);
        return vector;
    }

    public sealed override Access Rewrite(Access access)
    {
        Visit(access);
        return access;
    }

    public sealed override LinearForm Rewrite(LinearForm form)
    {
        foreach ((string variable, _) in form.Terms) Used(variable);
        return form;
    }

    public sealed override string Use(string name)
    {
        Used(name);
        return name;
    }

    public sealed override string Declare(string name)
    {
        Declared(name);
        return name;
    }
}

/// <summary>Collections of a nest's parts.</summary>
internal static class NestParts
{
    /// <summary>All statements of one kind, those in blocks too, in their order.</summary>
    public static IReadOnlyList<T> Of<T>(IEnumerable<NestStatement> code)
        where T : NestStatement
    {
        var found = new StatementsOf<T>();
        foreach (NestStatement statement in code) found.Visit(statement);
        return found.All;
    }

    /// <summary>All vector expressions and their parts.</summary>
    public static IReadOnlyList<VectorExpression> Vectors(IEnumerable<NestStatement> code)
    {
        var found = new List<VectorExpression>();
        var visitor = new VectorVisitor(found.Add);
        foreach (NestStatement statement in code) visitor.Visit(statement);
        return found;
    }

    private sealed class StatementsOf<T> : NestVisitor
    {
        public List<T> All { get; } = [];

        public override void Visit(NestStatement statement)
        {
            if (statement is T found) All.Add(found);
            base.Visit(statement);
        }

        public override void Visit(VectorExpression vector)
        {
        }
    }
}

/// <summary>Calls a function for each vector expression and each of its parts.</summary>
internal sealed class VectorVisitor(Action<VectorExpression> visit) : NestVisitor
{
    public override void Visit(VectorExpression vector)
    {
        visit(vector);
        base.Visit(vector);
    }

    public override void Visit(Access access)
    {
    }
}
