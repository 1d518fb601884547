namespace ModelCompiler;

/// <summary>The rectifier, <c>max(x, 0)</c>.</summary>
public sealed class ReLUAttribute : LayerAttribute;
