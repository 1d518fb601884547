using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Gives accesses that differ only by constants one pointer, set before the innermost loop and moved along by it, so that each access is a register and a constant.
/// </summary>
internal static class PointerHoisting
{
    /// <param name="body">Straight code, the inside of the loop.</param>
    /// <param name="suffix">Ends the names of the pointers, so that those of different pieces differ.</param>
    public static (List<NestStatement> Before, List<NestStatement> Body) Hoist(List<NestStatement> body, (string Variable, LinearForm From, int Step)? loop, string suffix)
    {
        var pointers = new Dictionary<(string Base, LinearForm Shape), (string Name, long Least)>();
        foreach (Access access in body.SelectMany(Accesses))
        {
            (string Base, LinearForm Shape) key = Key(access);
            if (!pointers.TryGetValue(key, out (string Name, long Least) pointer))
            {
                int same = pointers.Keys.Count(k => k.Base == access.Base);
                pointer = ($"{access.Base}{suffix}{(same == 0 ? "" : (same + 1).ToString())}", access.Offset.Constant);
            }

            pointers[key] = (pointer.Name, Math.Min(pointer.Least, access.Offset.Constant));
        }

        var before = new List<NestStatement>();
        var after = new List<NestStatement>();
        foreach (KeyValuePair<(string Base, LinearForm Shape), (string Name, long Least)> pair in pointers)
        {
            LinearForm start = pair.Key.Shape.WithConstant(pair.Value.Least);
            if (loop is { } l)
            {
                long stride = start.Coefficient(l.Variable);
                start = start.Without(l.Variable) + (l.From * stride);
                if (stride != 0) after.Add(new PointerAdvance(pair.Value.Name, stride * l.Step));
            }

            before.Add(new PointerLet(pair.Value.Name, pair.Key.Base, start));
        }

        Access Point(Access access)
        {
            (string name, long least) = pointers[Key(access)];
            return new Access(name, LinearForm.Number(access.Offset.Constant - least));
        }

        return (before, [.. body.Select(s => Rewrite(s, Point)), .. after]);
    }

    private static (string Base, LinearForm Shape) Key(Access access) => (access.Base, access.Offset.WithConstant(0));

    private static IReadOnlyList<Access> Accesses(NestStatement statement)
    {
        var accesses = new List<Access>();
        VectorExpression? value = statement switch { VectorLet let => let.Value, VectorSet set => set.Value, Store store => store.Value, _ => null };
        value?.Visit(part =>
        {
            if (part is VectorLoad load) accesses.Add(load.From);
            else if (part is Broadcast broadcast) accesses.Add(broadcast.From);
        });
        if (statement is Store { To: var to }) accesses.Add(to);
        if (statement is RowsStore rows) accesses.Add(rows.To);
        if (statement is Prefetch prefetch) accesses.Add(prefetch.From);
        return accesses;
    }

    private static NestStatement Rewrite(NestStatement statement, Func<Access, Access> point)
    {
        VectorExpression Value(VectorExpression e) => e.Rewrite(part => part switch
        {
            VectorLoad l => l with { From = point(l.From) },
            Broadcast b => b with { From = point(b.From) },
            _ => null,
        });
        return statement switch
        {
            VectorLet let => let with { Value = Value(let.Value) },
            VectorSet set => set with { Value = Value(set.Value) },
            Store store => new Store(point(store.To), Value(store.Value)),
            RowsStore rows => rows with { To = point(rows.To) },
            Prefetch prefetch => new Prefetch(point(prefetch.From)),
            _ => statement,
        };
    }
}
