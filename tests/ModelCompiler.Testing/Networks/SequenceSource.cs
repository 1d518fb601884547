using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[Conv1D]</c>.</summary>
public sealed record Conv1DSource(int Filters, ReferenceWindow Window) : WeightedSource
{
    /// <summary>Parts of channels and filters.</summary>
    public int Groups { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => "conv1d";

    /// <inheritdoc/>
    protected override string AttributeName => "Conv1D";

    /// <inheritdoc/>
    protected override ReferenceLayer Weighted(string name) => new ReferenceConv1D(name, Filters, Window, Groups, UseBias, Trainable, (float)L1, (float)L2);

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Filters);
        Pooling1DSource.WriteWindow(arguments, Window, defaultStride: 1);
        arguments.Unless(1, "Groups", Groups);
        WriteWeights(arguments);
    }
}

/// <summary><c>[MaxPooling1D]</c> and <c>[AveragePooling1D]</c>.</summary>
public sealed record Pooling1DSource(bool Max, ReferenceWindow Window) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => Max ? "max_pooling1d" : "average_pooling1d";

    /// <inheritdoc/>
    protected override string AttributeName => Max ? "MaxPooling1D" : "AveragePooling1D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) =>
        [new ReferenceSequence(Max ? new ReferenceMaxPooling2D(Window, new(1)) : new ReferenceAveragePooling2D(Window, new(1)))];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments) => WriteWindow(arguments, Window, defaultStride: Window.Size);

    internal static void WriteWindow(AttributeArguments arguments, ReferenceWindow window, int defaultStride)
    {
        arguments.Add(window.Size);
        arguments.Unless(defaultStride, "Strides", window.Stride);
        arguments.Unless(1, "Dilation", window.Dilation);
        if (window.Padding == ReferencePadding.Same) arguments.Named("Padding", "Padding.Same");
        if (window.RoundsUp) arguments.Named("CeilMode", "true");
        if (window.Padding != ReferencePadding.Explicit) return;
        arguments.Named(window.PadAfter is null ? "Pad" : "PadLeft", $"{window.Pad}");
        if (window.PadAfter is { } after) arguments.Named("PadRight", $"{after}");
    }
}

/// <summary>The four layers that pool everything.</summary>
public record GlobalPoolingSource(bool Max, int Axes = 2) : LayerSource
{
    /// <summary>Whether the axes stay, of one cell each.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    public override string Kind => $"global_{(Max ? "max" : "average")}_pooling{Axes}d";

    /// <inheritdoc/>
    protected override string AttributeName => $"Global{(Max ? "Max" : "Average")}Pooling{Axes}D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name)
    {
        ReferenceLayer map = Max ? new ReferenceGlobalMaxPooling2D() : new ReferenceGlobalAveragePooling2D();
        ReferenceLayer pooled = Axes == 1 ? new ReferenceSequence(map) : map;
        return KeepDims ? [pooled, new ReferenceReshape([.. Enumerable.Repeat(1, Axes), -1])] : [pooled];
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (KeepDims) arguments.Named("KeepDims", "true");
    }
}

/// <summary>The one that most networks end with.</summary>
public sealed record GlobalAveragePoolingSource() : GlobalPoolingSource(Max: false);
