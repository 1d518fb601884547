using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// How many input cells one output cell sees along each spatial axis: a window of k cells, j input cells apart, adds (k - 1)·j,
/// and its stride multiplies j. Padding counts as input here, as is usual.
/// </summary>
/// <param name="Extents">Empty for a network on vectors.</param>
/// <param name="Jumps">Input cells between two neighbours; null when neighbours no longer are neighbours in the input.</param>
internal sealed record ReceptiveField(EquatableArray<int> Extents, EquatableArray<long>? Jumps, EquatableArray<int> Whole)
{
    public static ReceptiveField OfInput(Shape? input)
    {
        var whole = input is null ? [] : input.Extents.Take(input.Rank - 1).ToEquatableArray();
        return new ReceptiveField(whole.Select(_ => 1).ToEquatableArray(), whole.Select(_ => 1L).ToEquatableArray(), whole);
    }

    /// <summary>What one cell sees through several paths that meet: the widest.</summary>
    public static ReceptiveField Join(ReceptiveField a, ReceptiveField b) => a with
    {
        Extents = a.Extents.Zip(b.Extents, Math.Max).ToEquatableArray(),
        Jumps = a.Jumps is { } jumps && b.Jumps is { } others && jumps.Equals(others) ? jumps : null,
    };

    public ReceptiveField Through(Operation operation) => operation switch
    {
        Contraction { Windows.Count: 0 } or GlobalReduction => SeesAll(),
        Contraction convolution => Through(convolution.Windows),
        WindowReduction pool => Through(pool.Windows),
        ReshapeOperation => this with { Jumps = null },
        _ => this,
    };

    private ReceptiveField SeesAll() => this with { Extents = Whole, Jumps = null };

    private ReceptiveField Through(EquatableArray<Window> windows)
    {
        if (Jumps is not { } jumps || jumps.Count != windows.Count) return SeesAll();
        return this with
        {
            Extents = windows.Select((w, axis) => Narrow(Counting.Plus(Extents[axis], Counting.Times(WindowArithmetic.Span(w) - 1, jumps[axis])))).ToEquatableArray(),
            Jumps = windows.Select((w, axis) => Counting.Times(jumps[axis], w.Stride)).ToEquatableArray(),
        };
    }

    private static int Narrow(long extent) => (int)Math.Min(extent, int.MaxValue);
}
