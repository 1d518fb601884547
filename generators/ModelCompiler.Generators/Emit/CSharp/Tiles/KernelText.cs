using System.Text;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>The text of a kernel's method with its tiles apart: which of them are calls depends on the other kernels of a model, and
/// nothing else here does.</summary>
/// <param name="tiles">What the tiles can share with others, in their order.</param>
/// <param name="functions">What the kernel calls.</param>
/// <param name="numbers">What it is given beside its memory and its items.</param>
/// <param name="outside">All but the tiles.</param>
/// <param name="places">Where the tiles belong.</param>
/// <param name="plain">The same without rows, for methods that are more than the JIT inlines; null where there are no rows.</param>
internal sealed class KernelText(IReadOnlyList<TileTemplate> tiles, IReadOnlyList<MathFunction> functions, RunNumbers numbers,
    string outside, IReadOnlyList<TilePlace> places, Lazy<KernelText>? plain)
{
    public IReadOnlyList<TileTemplate> Tiles => tiles;

    public IReadOnlyList<MathFunction> Functions => functions;

    public RunNumbers Numbers => numbers;

    /// <summary>About how many bytes it takes, with its tiles written.</summary>
    public long Size => (2L * outside.Length) + tiles.Sum(t => t.Size + (2L * t.Length));

    /// <param name="nest">With its tiles marked.</param>
    /// <param name="numbers">What it needs of the run.</param>
    /// <param name="depth">Of the method.</param>
    /// <param name="write">Writes the method; the body is the renderer's.</param>
    public static KernelText Of(LoopNest nest, RunNumbers numbers, CSharpDialect dialect, int depth,
        Action<SourceWriter, KernelRenderer> write)
    {
        IReadOnlyList<MathFunction> functions = MathFunction.UsedBy(nest.Vectors);
        TileTemplate[] tiles = [.. TileLibrary.In(nest.Body).Select(t => TileTemplate.Of(t, functions, dialect, depth + 1))];
        KernelText In(CSharpDialect words, Lazy<KernelText>? plain)
        {
            var writer = new SourceWriter(depth, SourceWriter.Tab);
            var renderer = new KernelRenderer(words, writer);
            write(writer, renderer);
            return new KernelText(tiles, functions, numbers, writer.ToString(), renderer.Places, plain);
        }

        return In(dialect, dialect.WritesRows ? new Lazy<KernelText>(() => In(dialect.Plain, null)) : null);
    }

    /// <summary>Whether some tile is a call.</summary>
    public bool Calls(IReadOnlyDictionary<TileTemplate, TileCall> shared) => tiles.Any(shared.ContainsKey);

    /// <summary>Whether the JIT inlines all calls of the method in which some tiles are calls.</summary>
    public bool Fits(IReadOnlyDictionary<TileTemplate, TileCall> shared) =>
        plain is null || InlineBudget.Fits(Written(shared), functions);

    /// <summary>The method of a model in which some tiles are calls.</summary>
    public string In(IReadOnlyDictionary<TileTemplate, TileCall> shared) => Fits(shared) ? Written(shared) : plain!.Value.In(shared);

    private string Written(IReadOnlyDictionary<TileTemplate, TileCall> shared)
    {
        var text = new StringBuilder();
        int from = 0;
        for (int t = 0; t < places.Count; t++)
        {
            text.Append(outside, from, places[t].At - from).Append(places[t]
                .Text(shared.TryGetValue(tiles[t], out TileCall? call) ? call : null));
            from = places[t].At;
        }

        return text.Append(outside, from, outside.Length - from).ToString();
    }
}
