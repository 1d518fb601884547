namespace ModelCompiler;

/// <summary><c>x · Φ(x)</c>, where Φ is the distribution function of the standard normal distribution.</summary>
public sealed class GELUAttribute : LayerAttribute
{
    /// <summary>Takes <c>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))</c> instead, as some published weights were trained with.
    /// Default: false.</summary>
    public bool Approximate { get; set; }
}
