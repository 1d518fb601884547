using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Removes integers that nothing reads: an item's axis may be needed by some of a kernel's branches only, or by none.</summary>
internal static class UnusedLets
{
    public static EquatableArray<NestStatement> Remove(EquatableArray<NestStatement> statements)
    {
        var kept = new List<NestStatement>();
        var used = new HashSet<string>();
        foreach (NestStatement statement in statements.Reverse())
        {
            NestStatement inner = statement switch
            {
                Loop loop => loop with { Body = Remove(loop.Body) },
                Conditional c => c with { Then = Remove(c.Then), Else = Remove(c.Else) },
                Scope scope => scope with { Body = Remove(scope.Body) },
                _ => statement,
            };
            if (inner is IntegerLet let && !used.Contains(let.Name)) continue;
            Collect(inner, used);
            kept.Insert(0, inner);
        }

        return kept.ToEquatableArray();
    }

    private static void Collect(NestStatement statement, HashSet<string> names)
    {
        foreach (VectorExpression vector in statement is VectorLet or VectorSet or Store ? statement.Vectors() : []) Collect(vector, names);
        switch (statement)
        {
            case Loop loop:
                Collect(loop.From, names);
                Collect(loop.To, names);
                foreach (NestStatement inner in loop.Body) Collect(inner, names);
                break;
            case Conditional c:
                foreach (Condition condition in c.Conditions)
                {
                    Collect(condition.Left, names);
                    Collect(condition.Right, names);
                }

                foreach (NestStatement inner in c.Then.Concat(c.Else)) Collect(inner, names);
                break;
            case Scope scope:
                foreach (NestStatement inner in scope.Body) Collect(inner, names);
                break;
            case IntegerLet let:
                Collect(let.Value, names);
                break;
            case PointerLet let:
                Collect(let.Offset, names);
                break;
            case Store store:
                Collect(store.To.Offset, names);
                break;
            case Prefetch prefetch:
                Collect(prefetch.From.Offset, names);
                break;
            case RowsStore rows:
                Collect(rows.To.Offset, names);
                break;
        }
    }

    private static void Collect(VectorExpression vector, HashSet<string> names)
    {
        switch (vector)
        {
            case VectorLoad load:
                Collect(load.From.Offset, names);
                break;
            case AlignedLoad load:
                Collect(load.From.Offset, names);
                break;
            case Broadcast broadcast:
                Collect(broadcast.From.Offset, names);
                break;
            case IntSplat splat:
                Collect(splat.Value, names);
                break;
            case KeepFactor keep:
                Collect(keep.Element, names);
                break;
        }
    }

    private static void Collect(LinearForm form, HashSet<string> names) => names.UnionWith(form.Terms.Select(t => t.Variable));

    private static void Collect(IntExpression e, HashSet<string> names)
    {
        if (e is IntVariable variable) names.Add(variable.Name);
        if (e is not IntBinary binary) return;
        Collect(binary.Left, names);
        Collect(binary.Right, names);
    }
}
