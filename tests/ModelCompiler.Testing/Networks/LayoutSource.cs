using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[Flatten]</c>.</summary>
public sealed record FlattenSource : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "flatten";

    /// <inheritdoc/>
    protected override string AttributeName => "Flatten";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceReshape(-1)];
}

/// <summary><c>[Reshape]</c>.</summary>
public sealed record ReshapeSource(params int[] Target) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "reshape";

    /// <inheritdoc/>
    protected override string AttributeName => "Reshape";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceReshape(Target)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        foreach (int extent in Target) arguments.Add(extent);
    }
}

/// <summary><c>[ZeroPadding2D]</c>, in the shortest form that says the four numbers.</summary>
public sealed record ZeroPaddingSource(int Top, int Bottom, int Left, int Right) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "zero_padding2d";

    /// <inheritdoc/>
    protected override string AttributeName => "ZeroPadding2D";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceZeroPadding2D(Top, Bottom, Left, Right)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        int[] numbers = (Top == Bottom, Left == Right) switch
        {
            (true, true) when Top == Left => [Top],
            (true, true) => [Top, Left],
            _ => [Top, Bottom, Left, Right],
        };
        foreach (int number in numbers) arguments.Add(number);
    }
}

/// <summary><c>[Dropout]</c> and its kind; the reference needs its mask from outside.</summary>
public sealed record DropoutSource(double Rate, DropoutUnitSource Unit = DropoutUnitSource.Element) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => Unit switch { DropoutUnitSource.Channel => "spatial_dropout2d", DropoutUnitSource.Sample => "stochastic_depth", _ => "dropout" };

    /// <inheritdoc/>
    protected override string AttributeName => Unit switch { DropoutUnitSource.Channel => "SpatialDropout2D", DropoutUnitSource.Sample => "StochasticDepth", _ => "Dropout" };

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceDropout()];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments) => arguments.Add(Rate);
}

/// <summary>What is dropped as a whole.</summary>
public enum DropoutUnitSource
{
    /// <summary>Elements.</summary>
    Element,

    /// <summary>Channels of a map.</summary>
    Channel,

    /// <summary>Samples.</summary>
    Sample,
}
