using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Another order of the axes.</summary>
internal sealed class PermuteLayer : ILayerRecipe
{
    private const string Argument = "dims";

    public string Kind => "Permute";

    public void Build(LayerBuilder layer)
    {
        if (layer.Arguments.Sizes(Argument) is not { } dims) return;
        layer.Append(new Permutation(dims.ToEquatableArray()), "permuted");
        if (dims.Count > 0 && dims.OrderBy(d => d).SequenceEqual(Enumerable.Range(1, dims.Count))) return;
        layer.Arguments.ForgetShape();
        layer.Arguments.Report(DeclarationFaults.SettingOutOfRange(
            layer.Name, Argument, dims.Count == 0 ? "empty" : string.Join(", ", dims), "each number from 1 to the number of axes once",
                layer.Arguments.Site(Argument)));
    }
}
