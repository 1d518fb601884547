namespace ModelCompiler;

/// <summary>
/// Some neighbouring elements along one axis: <c>[Slice(-1, 0, 16)]</c> keeps the first 16 channels, <c>[Slice(1, 2, 5)]</c> the rows 2 to
/// 6.
/// </summary>
/// <param name="axis">The axis, from 1 for the first after the batch; -1 is the last, the channels.</param>
/// <param name="start">The first element, from 0.</param>
/// <param name="length">How many there are.</param>
public sealed class SliceAttribute(int axis, int start, int length) : LayerAttribute
{
    /// <summary>The axis, from 1 for the first after the batch, or from -1 for the last.</summary>
    public int Axis { get; } = axis;

    /// <summary>The first element, from 0.</summary>
    public int Start { get; } = start;

    /// <summary>How many there are.</summary>
    public int Length { get; } = length;
}
