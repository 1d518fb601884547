using System.Globalization;
using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[FixedConv2D]</c>: by name where <see cref="Known"/> says one, otherwise by its numbers.</summary>
public sealed record FixedConv2DSource(int Height, int Width, double[] Numbers) : LayerSource
{
    /// <summary>A member of <c>FixedKernel</c> that has these numbers.</summary>
    public string? Known { get; init; }

    /// <summary>Padded so that the map keeps its size.</summary>
    public bool Same { get; init; }

    /// <inheritdoc/>
    public override string Kind => "fixed_conv2d";

    /// <inheritdoc/>
    protected override string AttributeName => "FixedConv2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [Filter(Height, Width, Numbers, Same)];

    internal static ReferenceFilter Filter(int height, int width, double[] numbers, bool same)
    {
        var padding = same ? ReferencePadding.Same : ReferencePadding.Valid;
        return new(new(height, Padding: padding), new(width, Padding: padding), [.. numbers.Select(n => (double)(float)n)]);
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (Known is not null) arguments.Raw($"FixedKernel.{Known}");
        else
        {
            arguments.Add(Height);
            arguments.Add(Width);
            foreach (double number in Numbers) arguments.Raw(number.ToString("R", CultureInfo.InvariantCulture));
        }
        if (Same) arguments.Named("Padding", "Padding.Same");
    }
}

/// <summary><c>[GradientMagnitude]</c>.</summary>
public sealed record GradientMagnitudeSource(bool Same = false) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "gradient_magnitude";

    /// <inheritdoc/>
    protected override string AttributeName => "GradientMagnitude";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) =>
        [new ReferenceGradientMagnitude(FixedConv2DSource.Filter(3, 3, [-1, 0, 1, -2, 0, 2, -1, 0, 1], Same), FixedConv2DSource.Filter(3, 3, [-1, -2, -1, 0, 0, 0, 1, 2, 1], Same))];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (Same) arguments.Named("Padding", "Padding.Same");
    }
}

/// <summary><c>[MedianFilter2D]</c>.</summary>
public sealed record MedianFilterSource(int Size = 3, bool Same = false) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "median_filter2d";

    /// <inheritdoc/>
    protected override string AttributeName => "MedianFilter2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceMedianFilter2D(new(Size, Padding: Same ? ReferencePadding.Same : ReferencePadding.Valid))];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Size);
        if (Same) arguments.Named("Padding", "Padding.Same");
    }
}
