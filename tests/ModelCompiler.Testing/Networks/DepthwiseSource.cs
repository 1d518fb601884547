using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[DepthwiseConv2D]</c>.</summary>
public sealed record DepthwiseConv2DSource(WindowSource Window) : WeightedSource
{
    /// <summary>Kernels for each channel.</summary>
    public int Multiplier { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => "depthwise_conv2d";

    /// <inheritdoc/>
    protected override string AttributeName => "DepthwiseConv2D";

    /// <inheritdoc/>
    protected override ReferenceLayer Weighted(string name)
    {
        var (vertical, horizontal) = Window.Axes(1, 1);
        return new ReferenceDepthwiseConv2D(name, vertical, horizontal, Multiplier, UseBias, Trainable, (float)L1, (float)L2);
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        Window.WriteSizes(arguments);
        Window.WriteOptions(arguments);
        arguments.Unless(1, "DepthMultiplier", Multiplier);
        WriteWeights(arguments);
    }
}
