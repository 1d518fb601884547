namespace ModelCompiler;

/// <summary>The mean of each channel over the whole sequence: <c>length × c</c> becomes a vector of <c>c</c>.</summary>
public sealed class GlobalAveragePooling1DAttribute : LayerAttribute
{
    /// <summary>Whether the output stays a sequence, of <c>1 × c</c>, as convolutions of one step and <see cref="MultiplyAttribute"/> with
    /// the sequence take it. Default: false.</summary>
    public bool KeepDims { get; set; }
}
