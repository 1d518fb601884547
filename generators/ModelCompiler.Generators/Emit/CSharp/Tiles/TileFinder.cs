using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>Finds the tiles of a loop nest that may become methods: those whose work is long beside a call.</summary>
internal static class TileFinder
{
    /// <summary>Vector statements from which on a call (ten cycles) is lost in them.</summary>
    private const double LongWork = 350;

    /// <summary>The same of a loop over short tiles.</summary>
    private const double LoopWork = 200;

    /// <summary>Of tiles that no loop around makes longer: those at borders, which are few.</summary>
    private const double BorderWork = 100;

    public static LoopNest Mark(LoopNest nest)
    {
        var types = new Dictionary<string, string>();
        if (NestFacts.UsesBatch(nest)) types[LoopNest.Batch] = "int";
        HashSet<string> buffers = [.. nest.Buffers.Select(b => b.Name)];
        return nest with { Body = Mark(Mark(nest.Body, LongWork, types, buffers), BorderWork, types, buffers) };
    }

    private static EquatableArray<NestStatement> Mark(EquatableArray<NestStatement> statements, double leastWork, Dictionary<string, string> types, HashSet<string> buffers)
    {
        var marked = new List<NestStatement>();
        for (int s = 0; s < statements.Count; s++)
        {
            if (statements[s] is VectorLet { Value: Splat })
            {
                EquatableArray<NestStatement> tile = statements.Skip(s).ToEquatableArray();
                if (Work(tile) >= leastWork && TileOutlining.Outline(tile, types, buffers) is { } code) return [.. marked, code];
                return [.. marked, .. tile];
            }

            switch (statements[s])
            {
                case IntegerLet let:
                    types[let.Name] = let.Wide ? "nint" : "int";
                    marked.Add(let);
                    break;
                case Loop loop:
                    types[loop.Variable] = loop.Wide ? "nint" : "int";
                    EquatableArray<NestStatement> body = Mark(loop.Body, leastWork, types, buffers);
                    bool whole = loop.Variable != LoopNest.Item && HasSums(loop) && !TileLibrary.In(body).Any() && Work([loop]) >= LoopWork;
                    marked.Add((whole ? TileOutlining.Outline([loop], types, buffers) : null) ?? (NestStatement)(loop with { Body = body }));
                    break;
                case Conditional c:
                    marked.Add(c with { Then = Mark(c.Then, leastWork, types, buffers), Else = Mark(c.Else, leastWork, types, buffers) });
                    break;
                case Scope scope:
                    marked.Add(new Scope(Mark(scope.Body, leastWork, types, buffers)));
                    break;
                default:
                    marked.Add(statements[s]);
                    break;
            }
        }

        return marked.ToEquatableArray();
    }

    private static bool HasSums(NestStatement statement) => statement switch
    {
        VectorLet { Value: Splat } => true,
        Loop loop => loop.Body.Any(HasSums),
        Conditional c => c.Then.Any(HasSums) || c.Else.Any(HasSums),
        Scope scope => scope.Body.Any(HasSums),
        _ => false,
    };

    private static double Work(IEnumerable<NestStatement> statements) => statements.Sum(s => s switch
    {
        Loop loop => Times(loop) * Work(loop.Body),
        Conditional c => Work(c.Then),
        Scope scope => Work(scope.Body),
        VectorSet or VectorLet or Store => 1,
        _ => 0,
    });

    private static double Times(Loop loop) => (loop.From, loop.To) is (IntNumber from, IntNumber to) ? (double)(to.Value - from.Value) / loop.Step : loop.Wide ? KernelGraphs.Nominal.Batch : 2;
}
