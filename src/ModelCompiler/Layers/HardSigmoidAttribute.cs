namespace ModelCompiler;

/// <summary><c>x/6 + 1/2</c>, but at least 0 and at most 1, as Keras 3 and PyTorch define it (Keras 2 had a slope of 0.2).</summary>
public sealed class HardSigmoidAttribute : LayerAttribute;
