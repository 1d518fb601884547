using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The same numbers under another shape.</summary>
internal sealed class ReshapeLayer : ILayerRecipe
{
    private const string Argument = "shape";

    public string Kind => "Reshape";

    public void Build(LayerBuilder layer)
    {
        if (layer.Arguments.Sizes(Argument) is not { } extents) return;
        string? mistake =
            extents.Count is 0 or > 3 ? $"has {extents.Count} sizes" :
            extents.Any(e => e is 0 or < -1) ? $"holds {extents.First(e => e is 0 or < -1)}" :
            extents.Count(e => e == -1) > 1 ? "holds -1 more than once" :
            null;

        var target = new Shape(extents.ToEquatableArray());
        layer.Append(new ReshapeOperation(target), "reshaped");
        if (mistake is null) return;

        layer.Arguments.ForgetShape();
        layer.Arguments.Report(
            ShapeFaults.ReshapeTarget(layer.Name, extents.Count == 0 ? "()" : target.ToString(), mistake, layer.Arguments.Site(Argument)));
    }
}
