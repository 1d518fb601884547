using System.Globalization;
using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[ReLU]</c> with its numbers.</summary>
public sealed record ReLUSource(double Slope = 0, double Threshold = 0, double Most = double.PositiveInfinity) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "relu";

    /// <inheritdoc/>
    protected override string AttributeName => "ReLU";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) =>
        [new ReferenceThresholdedReLU((float)Slope, (float)Threshold), new ReferenceClip(double.NegativeInfinity, (float)Most)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.UnlessZero("NegativeSlope", Slope);
        arguments.UnlessZero("Threshold", Threshold);
        if (double.IsFinite(Most)) arguments.Named("MaxValue", Most.ToString("R", CultureInfo.InvariantCulture));
    }
}

/// <summary><c>[Clip]</c>.</summary>
public sealed record ClipSource(double Least, double Most) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "clip";

    /// <inheritdoc/>
    protected override string AttributeName => "Clip";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceClip((float)Least, (float)Most)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Raw(double.IsNegativeInfinity(Least) ? "double.NegativeInfinity" : Least.ToString("R", CultureInfo.InvariantCulture));
        arguments.Raw(double.IsPositiveInfinity(Most) ? "double.PositiveInfinity" : Most.ToString("R", CultureInfo.InvariantCulture));
    }
}

/// <summary><c>[GELU(Approximate = true)]</c>; the exact one is an <see cref="ActivationSource"/>.</summary>
public sealed record ApproximateGELUSource : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "gelu";

    /// <inheritdoc/>
    protected override string AttributeName => "GELU";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceTanhGELU()];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments) => arguments.Named("Approximate", "true");
}

/// <summary><c>[PReLU]</c>.</summary>
public sealed record PReLUSource(params int[] SharedAxes) : LayerSource
{
    /// <summary>Whether training changes the slopes.</summary>
    public bool Trainable { get; init; } = true;

    /// <inheritdoc/>
    public override string Kind => "prelu";

    /// <inheritdoc/>
    protected override string AttributeName => "PReLU";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferencePReLU(name, SharedAxes, Trainable)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (SharedAxes.Length > 0) arguments.Named("SharedAxes", $"[{string.Join(", ", SharedAxes)}]");
        arguments.UnlessTrue("Trainable", Trainable);
    }
}
