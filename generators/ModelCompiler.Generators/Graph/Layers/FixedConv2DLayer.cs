using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A constant kernel over each channel: one of the textbook's, or the user's own numbers.</summary>
internal sealed class FixedConv2DLayer : ILayerRecipe
{
    public string Kind => "FixedConv2D";

    public void Build(LayerBuilder layer)
    {
        var arguments = layer.Arguments;
        bool known = arguments.Has("kernel");
        int height = known ? FixedKernels.Size : arguments.Size("height"), width = known ? FixedKernels.Size : arguments.Size("width");
        float[] numbers = known ? FixedKernels.Numbers(arguments.Choice("kernel", FixedKernelChoice.SobelX))
            : OwnNumbers(arguments, height, width);
        layer.Append(new FixedFilter(WindowArguments.OfFilter(arguments, height, width), [numbers.ToEquatableArray()]), "filtered");
    }

    private static float[] OwnNumbers(LayerArguments arguments, int height, int width)
    {
        if (arguments.Reals("numbers") is not { } numbers) return [];
        if (!arguments.ShapeIsKnown) return [];
        if (numbers.Count != (long)height * width)
        {
            arguments.ForgetShape();
            arguments.Report(ShapeFaults.KernelNumbers(arguments.Layer, height, width, numbers.Count, arguments.Site("numbers")));
        }

        foreach (double number in numbers.Where(n => float.IsNaN((float)n) || float.IsInfinity((float)n)).Take(1))
        {
            arguments.ForgetShape();
            arguments.Report(DeclarationFaults.SettingOutOfRange(
                arguments.Layer, "numbers", Text.Number(number), "finite numbers", arguments.Site("numbers")));
        }

        return [.. numbers.Select(n => (float)n)];
    }
}
