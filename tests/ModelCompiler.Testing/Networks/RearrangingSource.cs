using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary><c>[Slice]</c>.</summary>
public sealed record SliceSource(int Axis, int Start, int Length) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "slice";

    /// <inheritdoc/>
    protected override string AttributeName => "Slice";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceSlice(Axis, Start, Length)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        foreach (int number in (int[])[Axis, Start, Length]) arguments.Add(number);
    }
}

/// <summary><c>[ChannelSplit]</c>; the reference wants to know how long a part is.</summary>
public sealed record ChannelSplitSource(int Parts, int Part, int Channels) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "channel_split";

    /// <inheritdoc/>
    protected override string AttributeName => "ChannelSplit";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceSlice(-1, Part * (Channels / Parts), Channels / Parts)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        arguments.Add(Parts);
        arguments.Add(Part);
    }
}

/// <summary><c>[ChannelShuffle]</c>.</summary>
public sealed record ChannelShuffleSource(int Groups) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "channel_shuffle";

    /// <inheritdoc/>
    protected override string AttributeName => "ChannelShuffle";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferenceChannelShuffle(Groups)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments) => arguments.Add(Groups);
}

/// <summary><c>[PixelShuffle]</c>.</summary>
public sealed record PixelShuffleSource(int Factor) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "pixel_shuffle";

    /// <inheritdoc/>
    protected override string AttributeName => "PixelShuffle";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferencePixelShuffle(Factor)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments) => arguments.Add(Factor);
}

/// <summary><c>[Permute]</c>.</summary>
public sealed record PermuteSource(params int[] Dims) : LayerSource
{
    /// <inheritdoc/>
    public override string Kind => "permute";

    /// <inheritdoc/>
    protected override string AttributeName => "Permute";

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [new ReferencePermute(Dims)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        foreach (int d in Dims) arguments.Add(d);
    }
}
