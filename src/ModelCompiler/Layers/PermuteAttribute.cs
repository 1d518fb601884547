namespace ModelCompiler;

/// <summary>Another order of the axes: <c>[Permute(2, 1)]</c> makes <c>channels × length</c> of <c>length × channels</c>.</summary>
/// <param name="dims">For each axis of the output the axis of the input that it is, from 1, as in Keras.</param>
public sealed class PermuteAttribute(params int[] dims) : LayerAttribute
{
    /// <summary>For each axis of the output the axis of the input that it is, from 1.</summary>
    public IReadOnlyList<int> Dims { get; } = dims;
}
