namespace ModelCompiler;

/// <summary><c>x · hardsigmoid(x)</c>: 0 up to -3, <c>x</c> from 3 on, a parabola between.</summary>
public sealed class HardSwishAttribute : LayerAttribute;
