using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Gives accesses that differ only by constants one pointer, set before the innermost loop and moved along by it, so that each access is a
/// register and a constant.
/// </summary>
internal static class PointerHoisting
{
    /// <param name="body">Straight code, the inside of the loop.</param>
    /// <param name="suffix">Ends the names of the pointers, so that those of different pieces differ.</param>
    public static (List<NestStatement> Before, List<NestStatement> Body) Hoist(List<NestStatement> body,
        (string Variable, LinearForm From, int Step)? loop, string suffix)
    {
        var pointers = new Dictionary<(string Base, LinearForm Shape), (string Name, long Least, ElementType Element)>();
        foreach (Access access in AccessSearch.In(body))
        {
            (string Base, LinearForm Shape) key = Key(access);
            if (!pointers.TryGetValue(key, out (string Name, long Least, ElementType Element) pointer))
            {
                int same = pointers.Keys.Count(k => k.Base == access.Base);
                pointer = ($"{access.Base}{suffix}{(same == 0 ? "" : (same + 1).ToString())}", access.Offset.Constant, access.Element);
            }

            pointers[key] = pointer with { Least = Math.Min(pointer.Least, access.Offset.Constant) };
        }

        var before = new List<NestStatement>();
        var after = new List<NestStatement>();
        foreach (KeyValuePair<(string Base, LinearForm Shape), (string Name, long Least, ElementType Element)> pair in pointers)
        {
            LinearForm start = pair.Key.Shape.WithConstant(pair.Value.Least);
            if (loop is { } l)
            {
                long stride = start.Coefficient(l.Variable);
                start = start.Without(l.Variable) + (l.From * stride);
                if (stride != 0) after.Add(new PointerAdvance(pair.Value.Name, stride * l.Step, pair.Value.Element));
            }

            before.Add(new PointerLet(pair.Value.Name, pair.Key.Base, start, pair.Value.Element));
        }

        var pointing = new Pointing(pointers);
        return (before, [.. body.Select(s => pointing.Rewrite(s)!), .. after]);
    }

    private static (string Base, LinearForm Shape) Key(Access access) => (access.Base, access.Offset.WithConstant(0));

    private sealed class AccessSearch : NestVisitor
    {
        private readonly List<Access> found = [];

        public static List<Access> In(IEnumerable<NestStatement> code)
        {
            var search = new AccessSearch();
            foreach (NestStatement statement in code) search.Visit(statement);
            return search.found;
        }

        public override void Visit(Access access) => found.Add(access);
    }

    private sealed class Pointing(Dictionary<(string Base, LinearForm Shape), (string Name, long Least, ElementType Element)> pointers)
        : NestRewriter
    {
        public override Access Rewrite(Access access)
        {
            (string name, long least, _) = pointers[Key(access)];
            return access with { Base = name, Offset = LinearForm.Number(access.Offset.Constant - least) };
        }
    }
}
