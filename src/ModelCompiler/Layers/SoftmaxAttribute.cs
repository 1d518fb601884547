namespace ModelCompiler;

/// <summary>Turns the last axis into probabilities, <c>e^x[i] / Σ e^x[j]</c>, computed without overflow.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;
