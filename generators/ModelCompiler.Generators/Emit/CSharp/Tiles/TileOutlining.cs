using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// Rewrites a tile's statements so that they name nothing outside: addresses are split into what the loops around decide, which the caller
/// computes, and what the tile's own loops add; names are those of roles. Tiles of different kernels then read alike.
/// </summary>
internal sealed class TileOutlining : NestRewriter
{
    private readonly TileNames tile;
    private readonly Dictionary<(string Buffer, LinearForm Around), TilePointer> pointers = [];
    private readonly Dictionary<string, TileNumber> numbers = [];
    private readonly Dictionary<string, LinearForm> values = [];
    private readonly Dictionary<string, string> types;
    private bool possible;

    private TileOutlining(TileNames tile, Dictionary<string, string> types) =>
        (this.tile, this.types, possible) = (tile, types, tile.IsPossible);

    /// <summary>Null for a tile that reads something else than buffers and numbers.</summary>
    public static TileCode? Outline(EquatableArray<NestStatement> tile, Dictionary<string, string> types, HashSet<string> buffers)
    {
        var outlining = new TileOutlining(new TileNames(tile, buffers), types);
        EquatableArray<NestStatement> outlined = outlining.Rewrite(tile);
        return outlining.possible ? new TileCode(tile, outlined, outlining.pointers.Values.ToEquatableArray(),
            outlining.numbers.Values.ToEquatableArray()) : null;
    }

    /// <summary>Without the remarks on where in an axis this is: they are the caller's.</summary>
    public override NestStatement? Rewrite(NestStatement statement) => statement switch
    {
        Comment { Text: var text } => text.Contains(" to ") ? null : new Comment(string.Join(" ", text.Split(' ').Select(tile.Word))),
        Loop loop => Rewrite(loop),
        PointerLet let => Point(let),
        _ => base.Rewrite(statement),
    };

    public override string Use(string name) => tile.Of(name);

    public override string Declare(string name) => tile.Of(name);

    /// <summary>Where it is known how often a loop runs, it counts from 0 in steps of 1: loops over columns, rows and blocks
    /// are then one.</summary>
    private Loop Rewrite(Loop loop)
    {
        string name = tile.Of(loop.Variable);
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
        EquatableArray<(string Variable, long Coefficient)> around =
            let.Offset.Terms.Where(t => !tile.IsInside(t.Variable)).ToEquatableArray();
        long constant = let.Offset.Constant + let.Offset.Terms.Where(t => tile.IsInside(t.Variable))
            .Sum(t => Value(t.Variable).Constant * t.Coefficient);
        var key = (let.Buffer, new LinearForm(around, 0));
        if (!pointers.TryGetValue(key, out TilePointer? pointer))
        {
            int same = pointers.Keys.Count(k => k.Buffer == let.Buffer);
            pointer = new TilePointer(tile.Of(let.Buffer) + (same == 0 ? "" : $"{same + 1}"), let.Buffer,
                new LinearForm(around, constant), let.Element);
            pointers.Add(key, pointer);
        }

        LinearForm own = LinearForm.Number(constant - pointer.Offset.Constant);
        foreach ((string variable, long coefficient) in let.Offset.Terms.Where(t => tile.IsInside(t.Variable))) own += Value(variable)
            .WithConstant(0) * coefficient;
        return new PointerLet(tile.Of(let.Name), pointer.Parameter, own, let.Element);
    }

    public override LinearForm Rewrite(LinearForm form)
    {
        LinearForm sum = LinearForm.Number(form.Constant);
        foreach ((string variable, long coefficient) in form.Terms) sum += Number(variable) * coefficient;
        return sum;
    }

    public override IntExpression Rewrite(IntExpression number) =>
        number is IntVariable variable ? Number(variable.Name).ToExpression() : base.Rewrite(number);

    public override VectorExpression Rewrite(VectorExpression vector)
    {
        VectorExpression rewritten = base.Rewrite(vector);
        if (vector is RunSplat) numbers[LoopNest.InverseBatch] = new TileNumber("float", LoopNest.InverseBatch, LoopNest.InverseBatch);
        if (vector is KeepFactor) numbers[LoopNest.DropoutSeed] = new TileNumber("int", LoopNest.DropoutSeed, LoopNest.DropoutSeed);
        return rewritten;
    }

    /// <summary>What a variable of the tile is, by the names that it has in the method: loops may count otherwise there.</summary>
    private LinearForm Value(string variable) =>
        values.TryGetValue(variable, out LinearForm? value) ? value : LinearForm.Of(tile.Of(variable));

    /// <summary>A number of the tile's own, or one that it is given.</summary>
    private LinearForm Number(string variable)
    {
        if (tile.IsInside(variable)) return Value(variable);
        if (!numbers.TryGetValue(variable, out TileNumber? number))
        {
            possible &= types.ContainsKey(variable);
            string parameter = variable == LoopNest.Batch ? variable : $"around{numbers.Count + 1}";
            numbers.Add(
                variable, number = new TileNumber(types.TryGetValue(variable, out string? type) ? type : "int", parameter, variable));
        }

        return LinearForm.Of(number.Parameter);
    }
}
