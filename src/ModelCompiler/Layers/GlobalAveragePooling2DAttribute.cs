namespace ModelCompiler;

/// <summary>The mean of each channel over the whole map: <c>h × w × c</c> becomes a vector of <c>c</c>.</summary>
public sealed class GlobalAveragePooling2DAttribute : LayerAttribute;
