using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>How steep a picture is at each place, whatever the direction: √(SobelX² + SobelY²).</summary>
internal sealed class GradientMagnitudeLayer : ILayerRecipe
{
    public string Kind => "GradientMagnitude";

    public void Build(LayerBuilder layer)
    {
        var windows = WindowArguments.OfFilter(layer.Arguments, FixedKernels.Size, FixedKernels.Size);
        FixedKernelChoice[] kernels = [FixedKernelChoice.SobelX, FixedKernelChoice.SobelY];
        layer.Append(
            new FixedFilter(windows, kernels.Select(k => FixedKernels.Numbers(k).ToEquatableArray()).ToEquatableArray()), "steepness");
    }
}
