namespace ModelCompiler;

/// <summary>Sees the same numbers, in the same order, under another shape. Costs nothing.</summary>
/// <param name="shape">The new extents of one sample, outermost first; their product must be the old one. One may be -1 and is then worked
/// out.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The new extents of one sample, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
