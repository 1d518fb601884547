namespace ModelCompiler.Generators.Lowering.Tiles;

/// <summary>
/// Loop nest → loop nest in which those tiles are outlined that may become methods: tiles, or loops over short ones, whose work is long
/// beside a call.
/// </summary>
internal sealed class TileSelection : NestRewriter
{
    /// <summary>Vector statements from which on a call (ten cycles) is lost in them.</summary>
    private const double LongWork = 350;

    /// <summary>The same of a loop over short tiles.</summary>
    private const double LoopWork = 200;

    /// <summary>Of tiles that no loop around makes longer: those at borders, which are few.</summary>
    private const double BorderWork = 100;

    private readonly double leastWork;
    private readonly int batch;
    private readonly Dictionary<string, ScalarType> types;

    private TileSelection(double leastWork, int batch, Dictionary<string, ScalarType> types) =>
        (this.leastWork, this.batch, this.types) = (leastWork, batch, types);

    /// <param name="batch">Samples that are assumed.</param>
    public static LoopNest Run(LoopNest nest, int batch)
    {
        var types = new Dictionary<string, ScalarType> { [LoopNest.Batch] = ScalarType.Integer };
        TileSelection longTiles = new(LongWork, batch, types), borders = new(BorderWork, batch, types);
        return nest with { Body = borders.Rewrite(longTiles.Rewrite(nest.Body)) };
    }

    public override NestStatement? Rewrite(NestStatement statement)
    {
        switch (statement)
        {
            case RegisterTile tile:
                return Work(tile) >= leastWork ? Outlined(tile) : tile;
            case IntegerLet let:
                types[let.Name] = TypeOf(let.Wide);
                return let;
            case Loop loop:
                types[loop.Variable] = TypeOf(loop.Wide);
                var inside = (Loop)base.Rewrite(loop)!;
                bool isWhole = !HasItems(loop) && NestParts.Of<RegisterTile>(loop.Body).Count > 0
                    && NestParts.Of<OutlinedTile>(inside.Body).Count == 0 && Work(loop) >= LoopWork;
                return isWhole ? Outlined(inside) : inside;
            case BlockStatement:
                return base.Rewrite(statement);
            default:
                return statement;
        }
    }

    private static bool HasItems(Loop loop) =>
        loop.IsOverItems || NestParts.Of<Loop>(loop.Body).Any(l => l.IsOverItems);

    /// <summary>Tiles whose cells are turned into rows stay where they are.</summary>
    private NestStatement Outlined(NestStatement tile) =>
        NestParts.Of<RowsStore>([tile]).Count > 0 ? tile : TileOutlining.Outline(tile, types);

    private static ScalarType TypeOf(bool wide) => wide ? ScalarType.WideInteger : ScalarType.Integer;

    private double Work(NestStatement statement) => statement switch
    {
        Loop loop => Times(loop) * loop.Body.Sum(Work),
        Conditional c => c.Then.Sum(Work),
        Scope scope => scope.Body.Sum(Work),
        RegisterTile tile => tile.Body.Sum(Work),
        VectorSet or VectorLet or Store => 1,
        _ => 0,
    };

    private double Times(Loop loop) => (loop.From, loop.To) switch
    {
        (IntNumber from, IntNumber to) => (double)(to.Value - from.Value) / loop.Step,
        (IntVariable from, IntBinary { Operator: IntOperator.Add, Right: IntNumber count } to) when from.Equals(to.Left) =>
            (double)count.Value / loop.Step,
        _ => loop.Wide ? batch : 2,
    };
}
