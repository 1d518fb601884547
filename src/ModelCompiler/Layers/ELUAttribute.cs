namespace ModelCompiler;

/// <summary><c>x</c> where it is positive, <c>alpha · (eˣ - 1)</c> elsewhere.</summary>
/// <param name="alpha">Minus the limit far below zero. Default: 1.</param>
public sealed class ELUAttribute(double alpha = 1) : LayerAttribute
{
    /// <summary>Minus the limit far below zero.</summary>
    public double Alpha { get; } = alpha;
}
