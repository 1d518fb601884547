namespace ModelCompiler;

/// <summary>The logistic function, <c>1 / (1 + e⁻ˣ)</c>.</summary>
public sealed class SigmoidAttribute : LayerAttribute;
