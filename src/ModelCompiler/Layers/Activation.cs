namespace ModelCompiler;

/// <summary>A function applied to a layer's sums. With a slope of your own, write the layer (<see cref="LeakyReLUAttribute"/>,
/// <see cref="ELUAttribute"/>) instead.</summary>
public enum Activation
{
    /// <summary>Nothing: the sums themselves.</summary>
    Linear,

    /// <summary><c>max(x, 0)</c>.</summary>
    ReLU,

    /// <summary><c>x</c> where positive, <c>0.3 · x</c> elsewhere.</summary>
    LeakyReLU,

    /// <summary><c>x</c> where positive, <c>eˣ - 1</c> elsewhere.</summary>
    ELU,

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Probabilities over the last axis.</summary>
    Softmax,
}
