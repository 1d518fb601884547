using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// Statements with the axis that each is cut along in two, <c>y = rows·band + y</c>. What only they read needs memory for one band, which
/// stays in a cache: the next band finds it there.
/// </summary>
/// <param name="statements">One after another, each read by the next.</param>
/// <param name="axes">For each statement the output axis that is cut.</param>
/// <param name="band">Numbers the bands.</param>
/// <param name="between">Tensors, by root, that nothing else reads.</param>
internal sealed class BandCut(IReadOnlyList<Comprehension> statements, IReadOnlyList<Axis> axes, Axis band, ISet<Tensor> between)
{
    private readonly Dictionary<Tensor, Tensor> scratch = [];

    public IEnumerable<Comprehension> Run() => [.. statements.Zip(axes, Cut)];

    private Comprehension Cut(Comprehension statement, Axis axis)
    {
        if (band.Extent == 1) return Whole(statement);
        Axis inner = new(axis.Name, axis.Extent / band.Extent);
        var whole = new Dictionary<Axis, AffineIndex> { [axis] = new([new Term(band, inner.Extent), new Term(inner, 1)]) };
        var within = new Dictionary<Axis, AffineIndex> { [axis] = AffineIndex.Of(inner) };
        Expression Own(Expression e) =>
            e.Rewrite(part => part is Load load
                && scratch.TryGetValue(load.Tensor.Root, out Tensor? own) ? InBand(load, own, axis, within) : null).Substitute(whole);
        int at = statement.OutputAxes.ToList().IndexOf(axis);
        IEnumerable<T> InTwo<T>(IEnumerable<T> all, T outer, T rest) => all.Take(at).Append(outer).Append(rest).Concat(all.Skip(at + 1));
        int[] extents = [.. InTwo(statement.Output.Extents, band.Extent, inner.Extent)];
        return statement with
        {
            Output = between.Contains(statement.Output.Root) ? Scratch(statement.Output, extents, at) : statement.Output.View(extents),
            OutputAxes = InTwo(statement.OutputAxes, band, inner).ToEquatableArray(),
            Body = Own(statement.Body),
            Epilogue = Own(statement.Epilogue),
        };
    }

    /// <summary>One band is all of a sample.</summary>
    private Comprehension Whole(Comprehension statement)
    {
        Expression Own(Expression e) =>
            e.Rewrite(part => part is Load load
                && scratch.TryGetValue(load.Tensor.Root, out Tensor? own)
                ? new Load(own.View([.. load.Tensor.Extents.Skip(1)]), load.Indices.Skip(1).ToEquatableArray())
                : null);
        return statement with
        {
            Output = between.Contains(statement.Output.Root) ? Scratch(statement.Output, [.. statement.Output.Extents]) : statement.Output,
            Body = Own(statement.Body),
            Epilogue = Own(statement.Epilogue),
        };
    }

    /// <param name="at">The axes along which each band, beside each sample, has the same memory.</param>
    private Tensor Scratch(Tensor output, int[] extents, params int[] at)
    {
        int[] repeated = [0, .. at];
        Tensor own = new(output.Name, Storage.Scratch, [.. extents.Where((_, d) => !repeated.Contains(d))]) { Role = output.Role };
        scratch.Add(output.Root, own);
        return own.Repeated(extents, repeated);
    }

    /// <summary>The same number in the memory of one band: without the sample, and as in the first band.</summary>
    private Load InBand(Load load, Tensor own, Axis axis, IReadOnlyDictionary<Axis, AffineIndex> within)
    {
        int[] extents = [.. load.Tensor.Extents.Select((extent, d) => load.Indices[d].Uses(axis) ? extent / band.Extent : extent).Skip(1)];
        return new Load(own.View(extents), load.Indices.Skip(1).Select(i => i.Substitute(within)).ToEquatableArray());
    }
}
