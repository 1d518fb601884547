namespace ModelCompiler;

/// <summary>The largest number of each channel over the whole sequence: <c>length × c</c> becomes a vector of <c>c</c>.</summary>
public sealed class GlobalMaxPooling1DAttribute : LayerAttribute;
