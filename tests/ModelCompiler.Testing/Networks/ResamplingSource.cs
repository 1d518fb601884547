using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[Conv2DTranspose]</c>.</summary>
public sealed record Conv2DTransposeSource(int Filters, WindowSource Window) : WeightedSource
{
    /// <summary>Cells more at the end of the output.</summary>
    public int? OutputPadding { get; init; }

    /// <inheritdoc/>
    public override string Kind => "conv2d_transpose";

    /// <inheritdoc/>
    protected override string AttributeName => "Conv2DTranspose";

    /// <inheritdoc/>
    protected override ReferenceLayer Weighted(string name)
    {
        var (vertical, horizontal) = Window.Axes(1, 1);
        return new ReferenceConv2DTranspose(name, Filters, vertical, horizontal, UseBias, Trainable, (float)L1, (float)L2, OutputPadding);
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Filters);
        Window.WriteSizes(arguments);
        Window.WriteOptions(arguments);
        if (OutputPadding is { } more) arguments.Named("OutputPadding", $"{more}");
        WriteWeights(arguments);
    }
}

/// <summary><c>[Cropping2D]</c>.</summary>
public sealed record CroppingSource(int Top, int Bottom, int Left, int Right) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "cropping2d";

    /// <inheritdoc/>
    protected override string AttributeName => "Cropping2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceCropping2D(Top, Bottom, Left, Right)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        foreach (int side in (int[])[Top, Bottom, Left, Right]) arguments.Add(side);
    }
}

/// <summary><c>[UpSampling2D]</c>.</summary>
public sealed record UpSamplingSource(int Height, int Width, bool Bilinear = false) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "up_sampling2d";

    /// <inheritdoc/>
    protected override string AttributeName => "UpSampling2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceUpSampling2D(Height, Width, Bilinear)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Height);
        if (Width != Height) arguments.Add(Width);
        if (Bilinear) arguments.Named("Interpolation", "Interpolation.Bilinear");
    }
}

/// <summary><c>[PositionBias]</c>.</summary>
public sealed record PositionBiasSource(bool Trainable = true) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "position_bias";

    /// <inheritdoc/>
    protected override string AttributeName => "PositionBias";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferencePositionBias(name, Trainable)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments) => arguments.UnlessTrue("Trainable", Trainable);
}
