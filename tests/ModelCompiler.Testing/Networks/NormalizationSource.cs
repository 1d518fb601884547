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

/// <summary><c>[LocalResponseNormalization]</c>.</summary>
public sealed record LocalResponseNormalizationSource(int Radius = 5, double Bias = 1, double Alpha = 1, double Beta = 0.5) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "local_response_normalization";

    /// <inheritdoc/>
    protected override string AttributeName => "LocalResponseNormalization";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceLocalResponseNormalization(Radius, (float)Bias, (float)Alpha, (float)Beta)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Unless(5, "DepthRadius", Radius);
        if (Bias != 1) arguments.Named("Bias", Bias.ToString("R", CultureInfo.InvariantCulture));
        if (Alpha != 1) arguments.Named("Alpha", Alpha.ToString("R", CultureInfo.InvariantCulture));
        if (Beta != 0.5) arguments.Named("Beta", Beta.ToString("R", CultureInfo.InvariantCulture));
    }
}

/// <summary><c>[LayerNormalization]</c>, or <c>[GroupNormalization]</c> with the number of groups.</summary>
public sealed record SampleNormalizationSource(int? Groups = null) : LayerSource
{
    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>False: no gamma.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>False: no beta.</summary>
    public bool Center { get; init; } = true;

    /// <summary>False: gamma and beta stay.</summary>
    public bool Trainable { get; init; } = true;

    /// <inheritdoc/>
    public override string Kind => Groups is null ? "layer_normalization" : "group_normalization";

    /// <inheritdoc/>
    protected override string AttributeName => Groups is null ? "LayerNormalization" : "GroupNormalization";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceSampleNormalization(name, Groups ?? 0, (float)Epsilon, Scale, Center, Trainable)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (Groups is { } groups) arguments.Add(groups);
        if (Epsilon != 1e-3) arguments.Named("Epsilon", Epsilon.ToString("R", CultureInfo.InvariantCulture));
        arguments.UnlessTrue("Scale", Scale);
        arguments.UnlessTrue("Center", Center);
        arguments.UnlessTrue("Trainable", Trainable);
    }
}
