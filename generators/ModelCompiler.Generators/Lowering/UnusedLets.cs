using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Removes integers that nothing reads: an item's axis may be needed by some of a kernel's branches only, or by none.</summary>
internal sealed class UnusedLets : NestRewriter
{
    /// <summary>Integers that are read in the block that is being rewritten, behind the statement that is next.</summary>
    private HashSet<string> used = [];

    public static EquatableArray<NestStatement> Remove(EquatableArray<NestStatement> statements) => new UnusedLets().Rewrite(statements);

    /// <summary>Last statements first, so that all readers of an integer are known when its turn comes.</summary>
    public override EquatableArray<NestStatement> Rewrite(EquatableArray<NestStatement> block)
    {
        HashSet<string> around = used;
        used = [];
        var kept = new List<NestStatement>(block.Count);
        for (int s = block.Count - 1; s >= 0; s--)
        {
            if (block[s] is not IntegerLet let || used.Contains(let.Name)) kept.Add(Rewrite(block[s])!);
        }

        kept.Reverse();
        around.UnionWith(used);
        used = around;
        return kept.ToEquatableArray();
    }

    public override LinearForm Rewrite(LinearForm form)
    {
        foreach ((string variable, _) in form.Terms) used.Add(variable);
        return form;
    }

    public override IntExpression Rewrite(IntExpression number)
    {
        if (number is IntVariable variable) used.Add(variable.Name);
        return base.Rewrite(number);
    }
}
