namespace ModelCompiler;

/// <summary>While training, adds a normal number of mean 0 to each element; does nothing in a prediction.</summary>
/// <param name="stddev">The standard deviation, at least 0.</param>
public sealed class GaussianNoiseAttribute(double stddev) : LayerAttribute
{
    /// <summary>The standard deviation.</summary>
    public double Stddev { get; } = stddev;
}
