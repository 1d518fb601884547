namespace ModelCompiler;

/// <summary>
/// One of several equal parts of the channels. The other parts are read by layers with <see cref="LayerAttribute.From"/>.
/// </summary>
/// <param name="parts">Into how many parts the channels are divided; divides their number.</param>
/// <param name="part">Which part this is, from 0.</param>
public sealed class ChannelSplitAttribute(int parts, int part) : LayerAttribute
{
    /// <summary>Into how many parts the channels are divided.</summary>
    public int Parts { get; } = parts;

    /// <summary>Which part this is, from 0.</summary>
    public int Part { get; } = part;
}
