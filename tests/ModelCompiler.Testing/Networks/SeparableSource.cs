using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[SeparableConv2D]</c>, as the two convolutions that it is.</summary>
public sealed record SeparableConv2DSource(int Filters, WindowSource Window) : LayerSource
{
    /// <summary>Kernels for each channel.</summary>
    public int Multiplier { get; init; } = 1;

    /// <summary>Written as <c>Activation =</c>.</summary>
    public ActivationSource Activation { get; init; }

    /// <summary>False: no bias.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>False: no gradient.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Penalty on both kernels' squares.</summary>
    public double L2 { get; init; }

    /// <inheritdoc/>
    public override string Kind => "separable_conv2d";

    /// <inheritdoc/>
    protected override string AttributeName => "SeparableConv2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name)
    {
        var (vertical, horizontal) = Window.Axes(1, 1);
        return
        [
            new ReferenceDepthwiseConv2D(name, vertical, horizontal, Multiplier, useBias: false, Trainable, l2: (float)L2, kernelName: "depthwise_kernel"),
            new ReferenceConv2D(name, Filters, new(1), new(1), UseBias, Trainable, l2: (float)L2, kernelName: "pointwise_kernel"),
            .. ActivationLayerSource.Build(Activation),
        ];
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Filters);
        Window.WriteSizes(arguments);
        Window.WriteOptions(arguments);
        arguments.Unless(1, "DepthMultiplier", Multiplier);
        if (Activation != ActivationSource.Linear) arguments.Named("Activation", $"Activation.{Activation}");
        arguments.UnlessTrue("UseBias", UseBias);
        arguments.UnlessTrue("Trainable", Trainable);
        arguments.UnlessZero("L2", L2);
    }
}
