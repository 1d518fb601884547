namespace ModelCompiler;

/// <summary>A function applied to a layer's sums. With a slope of your own, write the layer (<see cref="LeakyReLUAttribute"/>,
/// <see cref="ELUAttribute"/>, <see cref="ReLUAttribute"/>) instead; for slopes that are learnt, <see cref="PReLUAttribute"/>.</summary>
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

    /// <summary><c>max(x, 0)</c>, but at most 6.</summary>
    ReLU6,

    /// <summary><c>x · sigmoid(x)</c>, also called swish.</summary>
    SiLU,

    /// <summary><c>x · hardsigmoid(x)</c>: nearly <see cref="SiLU"/>, without an exponential.</summary>
    HardSwish,

    /// <summary><c>x/6 + 1/2</c>, but at least 0 and at most 1.</summary>
    HardSigmoid,

    /// <summary><c>x · Φ(x)</c>, where Φ is the distribution function of the standard normal distribution.</summary>
    GELU,

    /// <summary><c>log(1 + eˣ)</c>.</summary>
    Softplus,
}
