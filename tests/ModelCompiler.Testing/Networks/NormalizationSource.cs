using System.Globalization;
using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[BatchNormalization]</c>.</summary>
public sealed record BatchNormalizationSource : LayerSource
{
    /// <summary>How much of the moving statistics a step keeps.</summary>
    public double Momentum { get; init; } = 0.99;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>False: no gamma.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>False: no beta.</summary>
    public bool Center { get; init; } = true;

    /// <summary>False: moving statistics in training, too.</summary>
    public bool Trainable { get; init; } = true;

    /// <inheritdoc/>
    public override string Kind => "batch_normalization";

    /// <inheritdoc/>
    protected override string AttributeName => "BatchNormalization";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) =>
        [new ReferenceBatchNormalization(name, (float)Momentum, (float)Epsilon, Scale, Center, Trainable)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (Momentum != 0.99) arguments.Named("Momentum", Momentum.ToString("R", CultureInfo.InvariantCulture));
        if (Epsilon != 1e-3) arguments.Named("Epsilon", Epsilon.ToString("R", CultureInfo.InvariantCulture));
        arguments.UnlessTrue("Scale", Scale);
        arguments.UnlessTrue("Center", Center);
        arguments.UnlessTrue("Trainable", Trainable);
    }
}
