namespace ModelCompiler;

/// <summary>
/// The step from encoder to decoder of a variational autoencoder (Kingma and Welling, 2013): while training,
/// <c>mean + exp(log_variance / 2) · ε</c> with normal numbers ε, whose gradient reaches both; in a prediction the mean. The current value
/// holds the means.
/// </summary>
/// <param name="layer">The name of the layer further up that gives the logarithms of the variances, in the same shape.</param>
public sealed class SamplingAttribute(string layer) : LayerAttribute
{
    /// <summary>The layer that gives the logarithms of the variances.</summary>
    public string Layer { get; } = layer;

    /// <summary>Adds so many times the Kullback-Leibler divergence of each sample's distribution from the standard normal one to the loss
    /// of training, <c>Σ (mean² + variance - log_variance - 1) / 2</c> over the elements. Default: 0.</summary>
    public double DivergenceWeight { get; set; }
}
