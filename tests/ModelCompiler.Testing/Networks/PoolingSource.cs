using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[MaxPooling2D]</c> and <c>[AveragePooling2D]</c>.</summary>
public sealed record PoolingSource(bool Max, WindowSource Window) : LayerSource
{
    /// <summary>Whether padding counts in a mean.</summary>
    public bool CountsPadding { get; init; }

    /// <inheritdoc/>
    public override string Kind => Max ? "max_pooling2d" : "average_pooling2d";

    /// <inheritdoc/>
    protected override string AttributeName => Max ? "MaxPooling2D" : "AveragePooling2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name)
    {
        var (vertical, horizontal) = Window.Axes(Window.Height, Window.Width);
        return Max ? [new ReferenceMaxPooling2D(vertical, horizontal)] : [new ReferenceAveragePooling2D(vertical, horizontal, CountsPadding)];
    }

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        Window.WriteSizes(arguments);
        Window.WriteOptions(arguments);
        if (CountsPadding) arguments.Named("CountIncludePad", "true");
    }
}
