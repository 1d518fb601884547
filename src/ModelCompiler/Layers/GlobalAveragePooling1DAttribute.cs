namespace ModelCompiler;

/// <summary>The mean of each channel over the whole sequence: <c>length × c</c> becomes a vector of <c>c</c>.</summary>
public sealed class GlobalAveragePooling1DAttribute : LayerAttribute;
