using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The middle number of each window.</summary>
internal sealed class MedianFilter2DLayer : ILayerRecipe
{
    public string Kind => "MedianFilter2D";

    public void Build(LayerBuilder layer)
    {
        int size = layer.Arguments.Size(3, "size");
        if (size % 2 == 0)
        {
            layer.Arguments.ForgetShape();
            layer.Arguments.Report(DeclarationFaults.SettingOutOfRange(
                layer.Name, "size", Text.Number(size), "odd, so that there is a number in the middle", layer.Arguments.Site("size")));
        }

        layer.Append(new MedianFilter(WindowArguments.OfFilter(layer.Arguments, size, size)), "median");
    }
}
