namespace ModelCompiler;

/// <summary>The largest number of each channel over the whole map: <c>h × w × c</c> becomes a vector of <c>c</c>.</summary>
public sealed class GlobalMaxPooling2DAttribute : LayerAttribute;
