namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The rectifier with Keras's threshold, slope and limit: up to two functions, one after the other.</summary>
internal sealed class ReLULayer : ILayerRecipe
{
    public string Kind => "ReLU";

    public void Build(LayerBuilder layer)
    {
        var arguments = layer.Arguments;
        float slope = arguments.Real("NegativeSlope", 0, minimum: 0), threshold = arguments.Real("Threshold", 0, minimum: 0);
        float greatest = arguments.Limit("MaxValue", double.PositiveInfinity, above: threshold);
        bool limited = !float.IsPositiveInfinity(greatest), plain = slope == 0 && threshold == 0;
        if (threshold > 0) layer.Append(new Activation(ActivationKind.ThresholdedReLU, slope, threshold), "rectified");
        else if (slope > 0) layer.Append(new Activation(ActivationKind.LeakyReLU, slope), "rectified");
        else if (!limited) layer.Append(new Activation(ActivationKind.ReLU, 0), "rectified");
        if (limited) layer.Append(new Activation(ActivationKind.Clip, plain ? 0 : float.NegativeInfinity, greatest), "activated");
    }
}
