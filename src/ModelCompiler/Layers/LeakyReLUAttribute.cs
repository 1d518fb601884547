namespace ModelCompiler;

/// <summary><c>x</c> where it is positive, <c>alpha · x</c> elsewhere.</summary>
/// <param name="alpha">The slope below zero. Default: 0.3, as in Keras.</param>
public sealed class LeakyReLUAttribute(double alpha = 0.3) : LayerAttribute
{
    /// <summary>The slope below zero.</summary>
    public double Alpha { get; } = alpha;
}
