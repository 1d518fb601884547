using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Tiles;

/// <summary>
/// Rewrites a tile's statements so that they name nothing outside: addresses are split into what the loops around decide, which the caller
/// computes, and what the tile's own loops add; names are those of roles. Tiles of different kernels then read alike.
/// </summary>
internal sealed class TileOutlining : NestRewriter
{
    private readonly TileNames tile;
    private readonly Dictionary<string, ScalarType> types;
    private readonly Dictionary<(string Buffer, LinearForm Around), TilePointer> pointers = [];
    private readonly Dictionary<string, TileNumber> numbers = [];
    private readonly Dictionary<string, LinearForm> values = [];

    private TileOutlining(TileNames tile, Dictionary<string, ScalarType> types) => (this.tile, this.types) = (tile, types);

    /// <param name="tile">A <see cref="RegisterTile"/> or a loop over them.</param>
    /// <param name="types">Of the numbers around it.</param>
    public static OutlinedTile Outline(NestStatement tile, Dictionary<string, ScalarType> types)
    {
        var outlining = new TileOutlining(new TileNames(tile), types);
        EquatableArray<NestStatement> code = tile is RegisterTile { Body: var body } ? outlining.Rewrite(body) : [outlining.Rewrite(tile)!];
        return new OutlinedTile(tile, code, [.. outlining.pointers.Values], [.. outlining.numbers.Values]);
    }

    /// <summary>Without the remarks on which part of an axis this is: they are the caller's.</summary>
    public override NestStatement? Rewrite(NestStatement statement) => statement switch
    {
        AxisRemark { Parts: var parts } => parts.Any(p => p.Last is not null)
            ? null
            : new AxisRemark(parts.Map(p => p with { Axis = tile.Of(p.Axis) })),
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

    /// <summary>What the loops around add to a pointer's place is the caller's; pointers that differ by a constant
    /// beside are one.</summary>
    private PointerLet Point(PointerLet let)
    {
        LinearForm inside = LinearForm.Number(let.Offset.Constant), around = LinearForm.Number(0);
        foreach ((string variable, long coefficient) in let.Offset.Terms)
        {
            if (tile.IsInside(variable)) inside += Value(variable) * coefficient;
            else around += LinearForm.Of(variable) * coefficient;
        }

        if (!pointers.TryGetValue((let.Buffer, around), out TilePointer? pointer))
        {
            int same = pointers.Keys.Count(k => k.Buffer == let.Buffer);
            pointer = new TilePointer(tile.Of(let.Buffer) + (same == 0 ? "" : $"{same + 1}"),
                new Access(let.Buffer, around.WithConstant(inside.Constant), let.Element));
            pointers.Add((let.Buffer, around), pointer);
        }

        LinearForm own = inside.WithConstant(inside.Constant - pointer.At.Offset.Constant);
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
        if (vector is RunSplat)
            numbers[LoopNest.InverseBatch] = new TileNumber(ScalarType.Float, LoopNest.InverseBatch, LoopNest.InverseBatch);
        if (vector is KeepFactor)
            numbers[LoopNest.DropoutSeed] = new TileNumber(ScalarType.Integer, LoopNest.DropoutSeed, LoopNest.DropoutSeed);
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
            string parameter = variable == LoopNest.Batch ? variable : $"around{numbers.Count + 1}";
            numbers.Add(variable, number = new TileNumber(types[variable], parameter, variable));
        }

        return LinearForm.Of(number.Parameter);
    }
}
