namespace ModelCompiler;

/// <summary><c>x · sigmoid(x)</c>, also called swish: smooth, and slightly negative just below zero.</summary>
public sealed class SiLUAttribute : LayerAttribute;
