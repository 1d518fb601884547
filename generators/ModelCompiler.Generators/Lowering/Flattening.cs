using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>A map that reads every operand at the element it writes has no need of rows and columns: one long axis gives full vectors.</summary>
internal static class ElementwiseFlattening
{
    public static Comprehension Run(Comprehension map)
    {
        bool batch = map.OutputAxes[0].IsBatch;
        if (map.OutputAxes.Count <= (batch ? 2 : 1) || !map.IsElementwise || map.Loads.Any(l => l.Tensor.IsSlice) || map.Output.IsSlice) return map;
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
}
