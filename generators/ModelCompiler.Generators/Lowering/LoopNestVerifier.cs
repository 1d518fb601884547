namespace ModelCompiler.Generators.Lowering;

/// <summary>What emitters rely on: every name is declared before it is used, once in its scope, and vectors meet vectors of their own width.</summary>
internal static class LoopNestVerifier
{
    public static void Verify(LoopNest nest)
    {
        var names = new HashSet<string>(nest.Buffers.Select(b => b.Name)) { "from", "to", LoopNest.Batch };
        VerifyAll(nest, nest.Body, names);
    }

    private static void VerifyAll(LoopNest nest, IEnumerable<NestStatement> statements, HashSet<string> outer)
    {
        var names = new HashSet<string>(outer);
        foreach (NestStatement statement in statements)
        {
            foreach (VectorExpression vector in Own(statement)) VerifyVector(nest, vector, names);
            switch (statement)
            {
                case Loop loop:
                    VerifyAll(nest, loop.Body, [.. names, Fresh(nest, names, loop.Variable)]);
                    break;
                case Conditional conditional:
                    VerifyAll(nest, conditional.Then, names);
                    VerifyAll(nest, conditional.Else, names);
                    break;
                case Scope scope:
                    VerifyAll(nest, scope.Body, names);
                    break;
                case IntegerLet let:
                    names.Add(Fresh(nest, names, let.Name));
                    break;
                case LocalArray array:
                    names.Add(Fresh(nest, names, array.Name));
                    break;
                case PointerLet let:
                    Require(nest, names.Contains(let.Buffer), $"{let.Name} points into unknown {let.Buffer}");
                    RequireForm(nest, let.Offset, names);
                    names.Add(Fresh(nest, names, let.Name));
                    break;
                case PointerAdvance advance:
                    Require(nest, names.Contains(advance.Name), $"unknown pointer {advance.Name}");
                    break;
                case VectorLet let:
                    names.Add(Fresh(nest, names, let.Name));
                    break;
                case VectorSet set:
                    Require(nest, names.Contains(set.Name), $"unknown accumulator {set.Name}");
                    break;
                case Store store:
                    RequireAccess(nest, store.To, names);
                    break;
                case Prefetch prefetch:
                    RequireAccess(nest, prefetch.From, names);
                    break;
                case RowsStore rows:
                    Require(nest, rows.Values.Count == TransposedLanes.Cells && rows.Values.All(v => v.Lanes == rows.Values[0].Lanes), "rows of different vectors");
                    RequireAccess(nest, rows.To, names);
                    break;
            }
        }
    }

    private static IEnumerable<VectorExpression> Own(NestStatement statement) => statement is VectorLet or VectorSet or Store or RowsStore ? statement.Vectors() : [];

    private static void VerifyVector(LoopNest nest, VectorExpression vector, HashSet<string> names)
    {
        switch (vector)
        {
            case VectorName name:
                Require(nest, names.Contains(name.Name), $"unknown vector {name.Name}");
                break;
            case VectorLoad load:
                RequireAccess(nest, load.From, names);
                break;
            case AlignedLoad load:
                RequireAccess(nest, load.From, names);
                break;
            case Broadcast broadcast:
                RequireAccess(nest, broadcast.From, names);
                break;
            case VectorBinary b:
                Require(nest, b.Left.Lanes == b.Right.Lanes, $"{b.Left.Lanes} lanes meet {b.Right.Lanes}");
                break;
            case MultiplyAdd m:
                Require(nest, m.Left.Lanes == m.Right.Lanes && m.Left.Lanes == m.Addend.Lanes, "a multiply-add of different widths");
                break;
        }
    }

    private static void RequireAccess(LoopNest nest, Access access, HashSet<string> names)
    {
        Require(nest, names.Contains(access.Base), $"unknown pointer {access.Base}");
        RequireForm(nest, access.Offset, names);
    }

    private static void RequireForm(LoopNest nest, LinearForm form, HashSet<string> names)
    {
        foreach ((string variable, _) in form.Terms) Require(nest, names.Contains(variable), $"unknown variable {variable}");
    }

    private static string Fresh(LoopNest nest, HashSet<string> names, string name)
    {
        Require(nest, !names.Contains(name), $"{name} is declared twice");
        return name;
    }

    private static void Require(LoopNest nest, bool condition, string what)
    {
        if (!condition) throw new InvalidOperationException($"Loop nest '{nest.Name}': {what}.");
    }
}
