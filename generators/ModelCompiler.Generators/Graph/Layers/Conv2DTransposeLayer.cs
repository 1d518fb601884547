using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A convolution turned round: each cell spreads a kernel, strides enlarge the map; then bias and activation.</summary>
internal sealed class Conv2DTransposeLayer : ILayerRecipe
{
    public string Kind => "Conv2DTranspose";

    public void Build(LayerBuilder layer)
    {
        int filters = layer.Arguments.Size("filters");
        var windows = WindowArguments.OfConvolution(layer.Arguments, rank: 2);
        layer.Append(
            new TransposedContraction(windows, filters, WeightArguments.Kernel(layer), OutputPadding(layer.Arguments, windows)), "linear");
        WeightArguments.AppendBiasAndActivation(layer);
    }

    /// <summary>Of a whole stride there would be a larger input instead.</summary>
    private static int? OutputPadding(LayerArguments arguments, EquatableArray<Window> windows)
    {
        if (!arguments.Has("OutputPadding")) return null;
        int cells = arguments.NotNegative("OutputPadding"), stride = windows.Min(w => w.Stride);
        if (cells >= stride) arguments.Refuse("OutputPadding", cells, $"less than the stride of {stride}");
        return cells;
    }
}
