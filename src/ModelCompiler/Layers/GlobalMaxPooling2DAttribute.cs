namespace ModelCompiler;

/// <summary>The largest number of each channel over the whole map: <c>h × w × c</c> becomes a vector of <c>c</c>.</summary>
public sealed class GlobalMaxPooling2DAttribute : LayerAttribute
{
    /// <summary>Whether the output stays a map, of <c>1 × 1 × c</c>, as 1×1 convolutions and <see cref="MultiplyAttribute"/> with the map
    /// take it. Default: false.</summary>
    public bool KeepDims { get; set; }
}
