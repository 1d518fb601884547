using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// A statement that passes over its operands as they lie in memory has no need of rows and columns: one long axis gives full vectors.
/// </summary>
internal static class Flattening
{
    public static Comprehension Run(Comprehension statement) => statement switch
    {
        { Reduction: Reduction.None } => Map(statement),
        { Reduction: Reduction.Sum, ReductionAxes.Count: > 1 } when !statement.ReductionAxes.Any(a => a.IsBatch) => Sum(statement),
        { Reduction: Reduction.Sum, OutputAxes.Count: > 1 } => SumOfSamples(statement),
        _ => statement,
    };

    /// <summary><c>output[n, y, x, c] = f(a[n, y, x, c], …)</c> → <c>output[n, e] = f(a[n, e], …)</c>.</summary>
    private static Comprehension Map(Comprehension map)
    {
        bool batch = map.OutputAxes[0].IsBatch;
        if (map.OutputAxes.Count <= (batch ? 2 : 1) || !map.IsElementwise || map.Loads.Any(l => l.Tensor.IsSlice) || map.Output.IsSlice)
            return map;
        var flat = new Axis("e", (int)map.Output.Count);
        Axis[] axes = batch ? [Axis.Batch, flat] : [flat];
        int[] extents = [.. axes.Select(a => a.Extent)];
        EquatableArray<AffineIndex> identity = axes.Select(AffineIndex.Of).ToEquatableArray();
        Expression Flatten(Expression e) => e.Rewrite(part => part switch
        {
            Load load => new Load(load.Tensor.View(extents), identity),
            Keep keep => keep with { Shape = keep.Shape.View(extents), Indices = identity },
            _ => null,
        });
        return map with
        {
            Output = map.Output.View(extents),
            OutputAxes = axes.ToEquatableArray(),
            Body = Flatten(map.Body),
            Epilogue = Flatten(map.Epilogue),
        };
    }

    /// <summary><c>output[n] = Σ y x c : f(a[n, y, x, c], …)</c> → <c>output[n] = Σ e : f(a[n, e], …)</c>.</summary>
    private static Comprehension Sum(Comprehension sum)
    {
        EquatableArray<Axis> axes = sum.ReductionAxes;
        if (!sum.Body.Parts()
            .All(part => part switch { Load load => PassesOver(load, axes), Keep or AxisNumber => false, _ => true })) return sum;
        var flat = new Axis("e", axes.Aggregate(1, (count, axis) => count * axis.Extent));
        return sum with
        {
            ReductionAxes = [flat],
            Body = sum.Body.Rewrite(part => part is Load load ? Along(load, flat, axes.Count) : null),
        };
    }

    /// <summary><c>output[y, x, c] = g(Σ n : a[n, y, x, c])</c> → <c>output[e] = g(Σ n : a[n, e])</c>.</summary>
    private static Comprehension SumOfSamples(Comprehension sum)
    {
        if (sum.ReductionAxes.Count == 0 || !sum.ReductionAxes[0].IsBatch || sum.Output.IsSlice || sum.Body is not Load samples
            || !PassesOver(samples, sum.OutputAxes)
            || !samples.Indices.Take(samples.Indices.Count - sum.OutputAxes.Count).Select(i => i.AsAxis).SequenceEqual(sum.ReductionAxes)
            || !sum.Epilogue.Parts().All(part => part switch
            {
                Load load => sum.ReadsInPlace(load) && !load.Tensor.IsSlice,
                Keep or AxisNumber => false,
                _ => true,
            }))
            return sum;
        var flat = new Axis("e", (int)sum.Output.Count);
        return sum with
        {
            Output = sum.Output.View(flat.Extent),
            OutputAxes = [flat],
            Body = Along(samples, flat, sum.OutputAxes.Count),
            Epilogue = sum.Epilogue.Rewrite(part => part is Load load ? Load.At(load.Tensor.View(flat.Extent), flat) : null),
        };
    }

    /// <summary>Whether the last of the operand's axes are these, from end to end and in this order.</summary>
    private static bool PassesOver(Load load, EquatableArray<Axis> axes)
    {
        int others = load.Indices.Count - axes.Count;
        if (others < 0 || load.Tensor.IsSlice) return false;
        for (int i = 0; i < axes.Count; i++)
        {
            if (load.Indices[others + i].AsAxis != axes[i] || load.Tensor.Extents[others + i] != axes[i].Extent) return false;
        }

        return !load.Indices.Take(others).Any(index => axes.Any(index.Uses));
    }

    private static Load Along(Load load, Axis flat, int axes)
    {
        int others = load.Indices.Count - axes;
        return new Load(load.Tensor.View([.. load.Tensor.Extents.Take(others), flat.Extent]),
            [.. load.Indices.Take(others), AffineIndex.Of(flat)]);
    }
}
