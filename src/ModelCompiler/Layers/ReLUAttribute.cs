namespace ModelCompiler;

/// <summary>The rectifier, <c>max(x, 0)</c>; with its properties, <c>min(x, MaxValue)</c> from <see cref="Threshold"/> on and
/// <c>NegativeSlope · (x - Threshold)</c> below it, as in Keras.</summary>
public sealed class ReLUAttribute : LayerAttribute
{
    /// <summary>The greatest output. Default: no limit.</summary>
    public double MaxValue { get; set; } = double.PositiveInfinity;

    /// <summary>The slope below <see cref="Threshold"/>, at least 0. Default: 0.</summary>
    public double NegativeSlope { get; set; }

    /// <summary>Where the function begins to be its argument, at least 0. Default: 0.</summary>
    public double Threshold { get; set; }
}
