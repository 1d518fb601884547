namespace ModelCompiler;

/// <summary>How <see cref="Initializer.VarianceScaling"/> draws.</summary>
public enum Distribution
{
    /// <summary>Normal, cut at two standard deviations and widened to keep the variance.</summary>
    TruncatedNormal,

    /// <summary>Normal.</summary>
    UntruncatedNormal,

    /// <summary>Uniform around 0.</summary>
    Uniform,
}
