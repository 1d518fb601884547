namespace ModelCompiler;

/// <summary><c>log(1 + eˣ)</c>: a smooth rectifier, positive everywhere.</summary>
public sealed class SoftplusAttribute : LayerAttribute;
