using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary>A layer with a kernel and a bias.</summary>
public abstract record WeightedSource : LayerSource
{
    /// <summary>Written as <c>Activation =</c>.</summary>
    public ActivationSource Activation { get; init; }

    /// <summary>False: no bias.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>False: no gradient.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Penalty on the kernel's absolute values.</summary>
    public double L1 { get; init; }

    /// <summary>Penalty on the kernel's squares.</summary>
    public double L2 { get; init; }

    /// <inheritdoc/>
    public sealed override IEnumerable<ReferenceLayer> Build(string name) => [Weighted(name), .. ActivationLayerSource.Build(Activation)];

    /// <summary>The layer without its activation.</summary>
    protected abstract ReferenceLayer Weighted(string name);

    /// <summary>Writes the options of all layers with weights.</summary>
    protected void WriteWeights(AttributeArguments arguments)
    {
        if (Activation != ActivationSource.Linear) arguments.Named("Activation", $"Activation.{Activation}");
        arguments.UnlessTrue("UseBias", UseBias);
        arguments.UnlessTrue("Trainable", Trainable);
        arguments.UnlessZero("L1", L1);
        arguments.UnlessZero("L2", L2);
    }
}

/// <summary><c>[Conv2D]</c>.</summary>
public sealed record Conv2DSource(int Filters, WindowSource Window) : WeightedSource
{
    /// <summary>Parts of channels and filters.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether it is computed as it is written.</summary>
    public bool Direct { get; init; }

    /// <inheritdoc/>
    public override string Kind => "conv2d";

    /// <inheritdoc/>
    protected override string AttributeName => "Conv2D";

    /// <inheritdoc/>
    protected override ReferenceLayer Weighted(string name)
    {
        var (vertical, horizontal) = Window.Axes(1, 1);
        return new ReferenceConv2D(name, Filters, vertical, horizontal, UseBias, Trainable, (float)L1, (float)L2, Groups);
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Filters);
        Window.WriteSizes(arguments);
        Window.WriteOptions(arguments);
        arguments.Unless(1, "Groups", Groups);
        if (Direct) arguments.Named("Algorithm", "Convolution.Direct");
        WriteWeights(arguments);
    }
}

/// <summary><c>[Dense]</c>.</summary>
public sealed record DenseSource(int Units) : WeightedSource
{
    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <inheritdoc/>
    protected override string AttributeName => "Dense";

    /// <inheritdoc/>
    protected override ReferenceLayer Weighted(string name) => new ReferenceDense(name, Units, UseBias, Trainable, (float)L1, (float)L2);

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Units);
        WriteWeights(arguments);
    }
}
