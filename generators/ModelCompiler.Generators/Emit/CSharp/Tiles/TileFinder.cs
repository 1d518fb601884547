using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>Finds the tiles of a loop nest that may become methods: those whose work is long beside a call.</summary>
internal sealed class TileFinder : NestRewriter
{
    /// <summary>Vector statements from which on a call (ten cycles) is lost in them.</summary>
    private const double LongWork = 350;

    /// <summary>The same of a loop over short tiles.</summary>
    private const double LoopWork = 200;

    /// <summary>Of tiles that no loop around makes longer: those at borders, which are few.</summary>
    private const double BorderWork = 100;

    private readonly double leastWork;
    private readonly Dictionary<string, string> types;
    private readonly HashSet<string> buffers;
    private readonly int batch;

    private TileFinder(double leastWork, Dictionary<string, string> types, HashSet<string> buffers, int batch) =>
        (this.leastWork, this.types, this.buffers, this.batch) = (leastWork, types, buffers, batch);

    /// <param name="batch">Samples that are assumed.</param>
    public static LoopNest Mark(LoopNest nest, int batch)
    {
        var types = new Dictionary<string, string>();
        if (NestFacts.UsesBatch(nest)) types[LoopNest.Batch] = "int";
        HashSet<string> buffers = [.. nest.Buffers.Select(b => b.Name)];
        return nest with
        {
            Body = new TileFinder(BorderWork, types, buffers, batch)
                .Rewrite(new TileFinder(LongWork, types, buffers, batch).Rewrite(nest.Body)),
        };
    }

    /// <summary>A tile begins where its sums do, and is the rest of its block.</summary>
    public override EquatableArray<NestStatement> Rewrite(EquatableArray<NestStatement> block)
    {
        var marked = new List<NestStatement>();
        for (int s = 0; s < block.Count; s++)
        {
            if (block[s] is VectorLet { Value: Splat })
            {
                EquatableArray<NestStatement> tile = block.Range(s, block.Count - s).ToEquatableArray();
                if (Work(tile) >= leastWork && TileOutlining.Outline(tile, types, buffers) is { } code) return [.. marked, code];
                return [.. marked, .. tile];
            }

            marked.Add(Rewrite(block[s])!);
        }

        return marked.ToEquatableArray();
    }

    public override NestStatement? Rewrite(NestStatement statement)
    {
        switch (statement)
        {
            case IntegerLet let:
                types[let.Name] = let.Wide ? "nint" : "int";
                return let;
            case Loop loop:
                types[loop.Variable] = loop.Wide ? "nint" : "int";
                EquatableArray<NestStatement> body = Rewrite(loop.Body);
                bool whole = loop.Variable != LoopNest.Item && HasSums(loop) && TileLibrary.In(body).Count == 0 && Work([loop]) >= LoopWork;
                return (whole ? TileOutlining.Outline([loop], types, buffers) : null) ?? (NestStatement)(loop with { Body = body });
            case Conditional or Scope:
                return base.Rewrite(statement);
            default:
                return statement;
        }
    }

    private static bool HasSums(Loop loop) => NestParts.Of<VectorLet>(loop.Body).Any(let => let.Value is Splat);

    private double Work(IEnumerable<NestStatement> statements) => statements.Sum(s => s switch
    {
        Loop loop => Times(loop) * Work(loop.Body),
        Conditional c => Work(c.Then),
        Scope scope => Work(scope.Body),
        VectorSet or VectorLet or Store => 1,
        _ => 0,
    });

    private double Times(Loop loop) =>
        (loop.From, loop.To) is (IntNumber from, IntNumber to) ? (double)(to.Value - from.Value) / loop.Step : loop.Wide ? batch : 2;
}
