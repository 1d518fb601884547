namespace ModelCompiler;

/// <summary>Holds down numbers whose neighbouring channels are large: <c>x / (bias + alpha · Σ x²)^beta</c>, the sum over the channels at
/// most <see cref="DepthRadius"/> away, itself included.</summary>
/// <remarks>
/// Names and defaults are those of <c>tf.nn.local_response_normalization</c>. PyTorch divides alpha by the number of channels in the
/// window, so its <c>LocalResponseNorm(size, alpha, beta, k)</c> is
/// <c>DepthRadius = size / 2, Alpha = alpha / size, Beta = beta, Bias = k</c> for an odd size. AlexNet's paper:
/// <c>DepthRadius = 2, Alpha = 1e-4, Beta = 0.75, Bias = 2</c>.
/// </remarks>
public sealed class LocalResponseNormalizationAttribute : LayerAttribute
{
    /// <summary>Channels on either side that count. Default: 5.</summary>
    public int DepthRadius { get; set; } = 5;

    /// <summary>Added to the sum; greater than 0, so that nothing is divided by zero. Default: 1.</summary>
    public double Bias { get; set; } = 1;

    /// <summary>What the sum of squares is multiplied by. Default: 1.</summary>
    public double Alpha { get; set; } = 1;

    /// <summary>The exponent. Default: 0.5.</summary>
    public double Beta { get; set; } = 0.5;
}
