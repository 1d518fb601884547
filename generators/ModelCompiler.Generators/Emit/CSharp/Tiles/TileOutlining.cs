using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// Rewrites a tile's statements so that they name nothing outside: addresses are split into what the loops around decide, which the caller computes, and what the tile's own loops add; names
/// are those of roles. Tiles of different kernels then read alike.
/// </summary>
internal sealed class TileOutlining
{
    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<(string Buffer, LinearForm Around), TilePointer> pointers = [];
    private readonly Dictionary<string, TileNumber> numbers = [];
    private readonly HashSet<string> inside = [];
    private readonly Dictionary<string, LinearForm> values = [];
    private readonly Dictionary<string, string> types;
    private int loops, lets;
    private bool possible = true;

    private TileOutlining(Dictionary<string, string> types) => this.types = types;

    /// <summary>Null for a tile that reads something else than buffers and numbers.</summary>
    public static TileCode? Outline(EquatableArray<NestStatement> tile, Dictionary<string, string> types, HashSet<string> buffers)
    {
        var outlining = new TileOutlining(types);
        outlining.Declare(tile);
        outlining.NameBuffers(tile, buffers);
        EquatableArray<NestStatement> outlined = outlining.Rewrite(tile);
        return outlining.possible ? new TileCode(tile, outlined, outlining.pointers.Values.ToEquatableArray(), outlining.numbers.Values.ToEquatableArray()) : null;
    }

    private void Declare(IEnumerable<NestStatement> statements)
    {
        foreach (NestStatement statement in statements)
        {
            switch (statement)
            {
                case Loop loop:
                    if (inside.Add(loop.Variable)) names[loop.Variable] = $"k{++loops}";
                    Declare(loop.Body);
                    break;
                case IntegerLet let:
                    if (inside.Add(let.Name)) names[let.Name] = $"first{++lets}";
                    values[let.Name] = LinearForm.Of(names[let.Name]);
                    break;
                case Conditional c:
                    Declare(c.Then);
                    Declare(c.Else);
                    break;
                case Scope scope:
                    Declare(scope.Body);
                    break;
            }
        }
    }

    /// <summary>A buffer is called what the tile does with it.</summary>
    private void NameBuffers(IEnumerable<NestStatement> tile, HashSet<string> buffers)
    {
        var bufferOf = new Dictionary<string, string>();
        var order = new List<string>();
        var splat = new HashSet<string>();
        var stored = new HashSet<string>();
        void Walk(NestStatement statement)
        {
            switch (statement)
            {
                case PointerLet let:
                    possible &= buffers.Contains(let.Buffer);
                    bufferOf[let.Name] = let.Buffer;
                    if (!order.Contains(let.Buffer)) order.Add(let.Buffer);
                    break;
                case Loop loop:
                    foreach (NestStatement inner in loop.Body) Walk(inner);
                    break;
                case Conditional c:
                    foreach (NestStatement inner in c.Then.Concat(c.Else)) Walk(inner);
                    break;
                case Scope scope:
                    foreach (NestStatement inner in scope.Body) Walk(inner);
                    break;
                case VectorLet let:
                    Read(let.Value);
                    break;
                case VectorSet set:
                    Read(set.Value);
                    break;
                case Store store:
                    if (bufferOf.TryGetValue(store.To.Base, out string? to)) stored.Add(to);
                    Read(store.Value);
                    break;
                case RowsStore:
                    possible = false;
                    break;
            }
        }

        void Read(VectorExpression value) => value.Visit(part =>
        {
            if (part is VectorLoad load) possible &= bufferOf.ContainsKey(load.From.Base);
            if (part is Broadcast b && bufferOf.TryGetValue(b.From.Base, out string? buffer)) splat.Add(buffer);
        });

        foreach (NestStatement statement in tile) Walk(statement);
        var counts = new Dictionary<string, int>();
        foreach (string buffer in order)
        {
            string role = stored.Contains(buffer) ? "result" : splat.Contains(buffer) ? "scalars" : "vectors";
            counts[role] = counts.TryGetValue(role, out int count) ? count + 1 : 1;
            names[buffer] = role + (counts[role] == 1 ? "" : ((char)('A' + counts[role] - 1)).ToString());
        }
    }

    /// <summary>Without the remarks on where in an axis this is: they are the caller's.</summary>
    private EquatableArray<NestStatement> Rewrite(IEnumerable<NestStatement> statements) => statements.Where(s => s is not Comment { Text: var text } || !text.Contains(" to ")).Select(Rewrite).ToEquatableArray();

    private NestStatement Rewrite(NestStatement statement) => statement switch
    {
        Comment comment => new Comment(string.Join(" ", comment.Text.Split(' ').Select(w => names.TryGetValue(w, out string? name) ? name : w))),
        Loop loop => Rewrite(loop),
        Conditional c => new Conditional(
            c.Conditions.Select(x => x with { Left = Rewrite(x.Left), Right = Rewrite(x.Right) }).ToEquatableArray(), Rewrite(c.Then), Rewrite(c.Else)),
        Scope scope => new Scope(Rewrite(scope.Body)),
        IntegerLet let => new IntegerLet(names[let.Name], Rewrite(let.Value), let.Wide),
        PointerLet let => Point(let),
        PointerAdvance advance => advance with { Name = Renamed(advance.Name) },
        VectorLet let => new VectorLet(Renamed(let.Name), Rewrite(let.Value)),
        VectorSet set => new VectorSet(Renamed(set.Name), Rewrite(set.Value)),
        Store store => new Store(At(store.To), Rewrite(store.Value)),
        Prefetch prefetch => new Prefetch(At(prefetch.From)),
        _ => statement,
    };

    /// <summary>Where it is known how often a loop runs, it counts from 0 in steps of 1: loops over columns, rows and blocks are then one.</summary>
    private Loop Rewrite(Loop loop)
    {
        string name = names[loop.Variable];
        if ((loop.From, loop.To) is (IntNumber from, IntNumber to))
        {
            values[loop.Variable] = (LinearForm.Of(name) * loop.Step) + LinearForm.Number(from.Value);
            return new Loop(name, 0, (to.Value - from.Value + loop.Step - 1) / loop.Step, 1, false, Rewrite(loop.Body));
        }

        values[loop.Variable] = LinearForm.Of(name);
        return new Loop(name, Rewrite(loop.From), Rewrite(loop.To), loop.Step, loop.Wide, Rewrite(loop.Body));
    }

    private PointerLet Point(PointerLet let)
    {
        EquatableArray<(string Variable, long Coefficient)> around = let.Offset.Terms.Where(t => !inside.Contains(t.Variable)).ToEquatableArray();
        long constant = let.Offset.Constant + let.Offset.Terms.Where(t => inside.Contains(t.Variable)).Sum(t => values[t.Variable].Constant * t.Coefficient);
        var key = (let.Buffer, new LinearForm(around, 0));
        if (!pointers.TryGetValue(key, out TilePointer? pointer))
        {
            int same = pointers.Keys.Count(k => k.Buffer == let.Buffer);
            pointer = new TilePointer(Renamed(let.Buffer) + (same == 0 ? "" : $"{same + 1}"), let.Buffer, new LinearForm(around, constant));
            pointers.Add(key, pointer);
        }

        LinearForm own = LinearForm.Number(constant - pointer.Offset.Constant);
        foreach ((string variable, long coefficient) in let.Offset.Terms.Where(t => inside.Contains(t.Variable))) own += values[variable].WithConstant(0) * coefficient;
        return new PointerLet(Renamed(let.Name), pointer.Parameter, own);
    }

    /// <summary>Pointers and vectors begin with the name of their buffer.</summary>
    private string Renamed(string name)
    {
        if (names.TryGetValue(name, out string? known)) return known;
        string? buffer = names.Keys.Where(k => !inside.Contains(k) && name.StartsWith(k, StringComparison.Ordinal) && char.IsUpper(name[k.Length])).OrderByDescending(k => k.Length).FirstOrDefault();
        return names[name] = buffer is null ? name : names[buffer] + name.Substring(buffer.Length);
    }

    private Access At(Access access) => new(Renamed(access.Base), Rewrite(access.Offset));

    private LinearForm Rewrite(LinearForm form)
    {
        LinearForm sum = LinearForm.Number(form.Constant);
        foreach ((string variable, long coefficient) in form.Terms) sum += Number(variable) * coefficient;
        return sum;
    }

    private VectorExpression Rewrite(VectorExpression value) => value.Rewrite(part => part switch
    {
        VectorLoad load => load with { From = At(load.From) },
        Broadcast b => b with { From = At(b.From) },
        VectorName name => name with { Name = Renamed(name.Name) },
        IntSplat splat => splat with { Value = Rewrite(splat.Value) },
        RunSplat run => OfRun(run, "float", LoopNest.InverseBatch),
        KeepFactor keep => OfRun(keep with { Element = Rewrite(keep.Element) }, "int", LoopNest.DropoutSeed),
        _ => null,
    });

    private VectorExpression OfRun(VectorExpression value, string type, string name)
    {
        numbers[name] = new TileNumber(type, name, name);
        return value;
    }

    private IntExpression Rewrite(IntExpression e) => e switch
    {
        IntVariable v => Number(v.Name).ToExpression(),
        IntBinary b => b with { Left = Rewrite(b.Left), Right = Rewrite(b.Right) },
        _ => e,
    };

    /// <summary>A number of the tile's own, or one that it is given.</summary>
    private LinearForm Number(string variable)
    {
        if (inside.Contains(variable)) return values[variable];
        if (!numbers.TryGetValue(variable, out TileNumber? number))
        {
            possible &= types.ContainsKey(variable);
            string parameter = variable == LoopNest.Batch ? variable : $"around{numbers.Count + 1}";
            numbers.Add(variable, number = new TileNumber(types.TryGetValue(variable, out string? type) ? type : "int", parameter, variable));
        }

        return LinearForm.Of(number.Parameter);
    }
}
