namespace ModelCompiler;

/// <summary>Reorders channels so that those of several groups take turns: channel <c>g · n + i</c> becomes <c>i · groups + g</c>, where a
/// group has <c>n</c> channels. Between convolutions in groups it lets each group see all others.</summary>
/// <param name="groups">Number of groups; divides the number of channels.</param>
public sealed class ChannelShuffleAttribute(int groups) : LayerAttribute
{
    /// <summary>Number of groups.</summary>
    public int Groups { get; } = groups;
}
